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
      ],
    },
    plugins: [react(), tailwindcss(), dictionary(), allowApiOrigin(env.VITE_API_ORIGIN ?? '')],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: {
        input: { main: path.join(root, 'index.html'), admin: path.join(root, 'admin/index.html') },
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
