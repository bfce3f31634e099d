import { fileURLToPath } from 'node:url'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { startAccessStandIn } from './workers/test-support/access-stand-in.ts'
import { RUNNER_SECRET, startRunnerStandIn } from './workers/test-support/runner-stand-in.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Tests that need nothing but the language run in Node; the Worker's run in workerd with the real local D1, R2, Queues. */
export default defineConfig({
  test: {
    // As many files at once as the smallest machine has cores: by itself vitest leaves one of them for nothing.
    maxWorkers: 2,
    projects: [
      { test: { name: 'domain', include: ['workers/{domain,contract}/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'ledger', include: ['workers/services/**/*.node.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'web', include: ['web/{src,dictionary}/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'scripts',
          include: ['scripts/**/*.test.ts'],
          exclude: ['scripts/chaos/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'container',
          include: ['container/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: at('./wrangler.toml') },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations(at('./migrations')),
                JWT_SECRET: 'only-for-tests-0123456789-0123456789',
                ADMIN_API_TOKEN: 'only-for-tests-admin-token',
                RUNNER_SECRET,
                MODEL_KEYS: 'https://models.example/v1 a-key-for-tests',
                RUNNER_MODE: 'http',
                RUNNER_URL: await startRunnerStandIn(),
                PUBLIC_ORIGIN: 'http://worker.test',
                ACCESS_TEAM_DOMAIN: await startAccessStandIn(),
                ACCESS_AUD: 'the-admin-application',
                REGISTRATIONS_PER_MINUTE: '1000',
                REDEEMS_PER_MINUTE: '1000',
                LEDGER_OPERATIONS: process.env['LEDGER_OPERATIONS'] ?? '5000',
                LEDGER_SEED: process.env['LEDGER_SEED'] ?? '',
              },
            },
          })),
        ],
        test: {
          name: 'workers',
          include: ['workers/**/*.test.ts'],
          exclude: ['workers/{domain,contract}/**', '**/*.node.test.ts'],
          setupFiles: ['workers/test-support/apply-migrations.ts'],
          testTimeout: 30_000,
        },
      },
      {
        // Real processes and a real browser, after everything else: two cores are shared.
        test: {
          name: 'e2e',
          include: ['web/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
          expect: { poll: { timeout: 15_000 } },
          sequence: { groupOrder: 1 },
        },
      },
      {
        // The whole product again, while it is being killed: alone, so that what it is killed by is the test only.
        test: {
          name: 'chaos',
          include: ['scripts/chaos/**/*.test.ts'],
          testTimeout: 600_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
