import { defineConfig } from 'vitest/config'

/** The tests that `npm run mutate` holds against changed ledger code: those in Node, with fewer interleavings a change. */
export default defineConfig({
  test: {
    include: ['workers/{services,domain/{ledger,pricing}}/**/*.test.ts'],
    exclude: ['workers/services/**/!(*.node).test.ts'],
    env: { LEDGER_INTERLEAVINGS: '30', LEDGER_SEED: '1' },
  },
})
