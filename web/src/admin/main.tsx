import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ErrorBoundary } from '../components/error-boundary.tsx'
import { loadDictionary, preferredLanguage } from '../i18n/language.ts'
import { I18nProvider } from '../i18n/provider.tsx'
import { AdminApp } from './admin-app.tsx'
import { newAdminClient } from './query-client.ts'
import '../app/theme.css'

const language = preferredLanguage(navigator.language)
const dictionary = await loadDictionary(language)
const client = newAdminClient()
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <I18nProvider language={language} dictionary={dictionary}>
        <ErrorBoundary>
          <QueryClientProvider client={client}>
            <AdminApp />
          </QueryClientProvider>
        </ErrorBoundary>
      </I18nProvider>
    </StrictMode>,
  )
}
