import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, loadEnv, type Plugin } from 'vite'

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

/**
 * react-dom alone is 62 kB of the 100 kB that may stand between a first visit and typing; preact/compat is 11 kB and runs
 * the same code. The site keeps React's types and names, so going back is deleting these lines.
 */
const preact = path.join(root, '../node_modules/preact')
const onPreact = existsSync(preact)
  ? [
      { find: /^react\/jsx-(dev-)?runtime$/u, replacement: 'preact/jsx-runtime' },
      { find: /^react-dom\/client$/u, replacement: 'preact/compat/client' },
      { find: /^react(-dom)?$/u, replacement: 'preact/compat' },
    ]
  : []

// Vite wants the default export.
export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, root, '')
  const target = `http://127.0.0.1:${env.PORT ?? '8787'}`
  return {
    root,
    plugins: [tailwindcss(), allowApiOrigin(env.VITE_API_ORIGIN ?? '')],
    oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
    resolve: { alias: onPreact, dedupe: ['preact'] },
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
