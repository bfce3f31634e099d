import type { D1Migration } from 'cloudflare:test'

declare global {
  namespace Cloudflare {
    interface Env {
      TEST_MIGRATIONS: D1Migration[]
      LEDGER_OPERATIONS: string
      LEDGER_SEED: string
    }
  }
}
