import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ErrorBoundary } from '../components/error-boundary.tsx'
import { preferredLanguage } from '../i18n/language.ts'
import { I18nProvider } from '../i18n/provider.tsx'
import { AdminApp } from './admin-app.tsx'
import { newAdminClient } from './query-client.ts'
import { loadAdminDictionary } from './words/load-dictionary.ts'
import '../app/theme.css'

const language = preferredLanguage(navigator.language)
const dictionary = await loadAdminDictionary(language)
const client = newAdminClient()
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <I18nProvider language={language} dictionary={dictionary} load={loadAdminDictionary}>
        <ErrorBoundary>
          <QueryClientProvider client={client}>
            <AdminApp />
          </QueryClientProvider>
        </ErrorBoundary>
      </I18nProvider>
    </StrictMode>,
  )
}
