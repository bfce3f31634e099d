import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nProvider } from '../i18n/provider.tsx'
import { loadDictionary, preferredLanguage } from '../i18n/language.ts'
import { App } from './app.tsx'
import './theme.css'

const language = preferredLanguage(navigator.language)
const dictionary = await loadDictionary(language)
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <I18nProvider language={language} dictionary={dictionary}>
        <App />
      </I18nProvider>
    </StrictMode>,
  )
}
