import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv, type Plugin } from 'vite'
import { dictionary } from './dictionary/dictionary-plugin.ts'

const root = import.meta.dirname

/**
 * On Pages the API lives on another origin (`VITE_API_ORIGIN`), which the content security policy has to name.
 * Beside the Worker it stays empty and the policy is `'self'` alone.
 */
function allowApiOrigin(apiOrigin: string): Plugin {
  return {
    name: 'allow-api-origin',
    apply: 'build',
    async closeBundle() {
      if (apiOrigin === '') return
      const file = path.join(root, 'dist/_headers')
      const socketOrigin = apiOrigin.replace(/^http/u, 'ws')
      const text = await readFile(file, 'utf8')
      await writeFile(
        file,
        text
          .replace("connect-src 'self'", `connect-src 'self' ${apiOrigin} ${socketOrigin}`)
          .replace("media-src 'self'", `media-src 'self' ${apiOrigin}`),
      )
    },
  }
}

/** Libraries and parts that every page of a learner wants; not what a dialog, a picture of the sound or an upload needs. */
const isForEveryPage = (id: string): boolean =>
  /[\\/]node_modules[\\/](?:preact|@tanstack|wouter|regexparam|lucide)[\\/]/u.test(id) ||
  (/[\\/]web[\\/]src[\\/](?:lib|components|i18n)[\\/]/u.test(id) &&
    !/modal|dialog|choice|opened|upload|subtitle|clip|play-|recorder|base-forms|dictionary|job-errors|(?:en|zh-cn)\.ts$/u.test(
      id,
    ))

/** What practice shares with what opens over it: the words of a sentence, their grade, its clip, the keys. */
const isForEverySentence = (id: string): boolean =>
  /[\\/](?:features[\\/]practice[\\/]keymap|lib[\\/](?:clip-cache|play-steps)|domain[\\/](?:text|grading)[\\/][\w-]+)\.ts$/u.test(
    id,
  )

// Vite wants the default export.
export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, root, '')
  const target = `http://127.0.0.1:${env.PORT ?? '8787'}`
  return {
    root,
    // The site is written for React and is checked against its types; what is built and served runs on preact/compat, which
    // is a sixth of its size. One set of names for the code, the libraries and the JSX they bring.
    resolve: {
      alias: [
        { find: /^react-dom(\/client)?$/u, replacement: 'preact/compat$1' },
        { find: /^react\/(jsx-runtime|jsx-dev-runtime)$/u, replacement: 'preact/jsx-runtime' },
        { find: /^react$/u, replacement: 'preact/compat' },
        // For a React without it; what stands in for React has it.
        { find: /^use-sync-external-store\/shim(?:\/index\.js)?$/u, replacement: 'preact/compat' },
      ],
    },
    plugins: [react(), tailwindcss(), dictionary(), allowApiOrigin(env.VITE_API_ORIGIN ?? '')],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: {
        input: { main: path.join(root, 'index.html'), admin: path.join(root, 'admin/index.html') },
        // What most pages share comes as one file, not as thirty: small files compress badly, each by itself.
        output: {
          codeSplitting: {
            groups: [
              { name: 'shared', test: isForEveryPage, minShareCount: 2 },
              { name: 'sentence', test: isForEverySentence, minShareCount: 2 },
            ],
          },
        },
        // Base UI marks its files for server components, which mean nothing here.
        onwarn(warning, warn) {
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning)
        },
      },
    },
    server: {
      port: 5173,
      proxy: {
        '/api': { target, ws: true },
        '/healthz': { target },
        '/metrics': { target },
      },
    },
  }
})
