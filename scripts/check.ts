/** `npm run check`: everything that can be said about the sources without running them. All checks run; any fault fails. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { ROOT } from './lib/settings.ts'

const CHECKS: readonly (readonly [what: string, command: string, ...args: string[]])[] = [
  ['format', 'oxfmt', '--check', '.'],
  ['lint, with the layer rules', 'oxlint', '--type-aware', '--quiet'],
  ['types of the Worker', 'tsc', '-p', 'workers'],
  ['types of the runner', 'tsc', '-p', 'container'],
  ['types of the site', 'tsc', '-p', 'web'],
  ['types of the scripts', 'tsc', '-p', 'scripts'],
  ['types of the bindings', 'wrangler', 'types', '--check', '--include-runtime=false', '--strict-vars=false'],
  ['migrations against the schema', 'drizzle-kit', 'check'],
  ['dead code', 'knip'],
]

await mkdir(join(ROOT, 'web/dist'), { recursive: true })
let faults = 0
for (const [what, command, ...args] of CHECKS) {
  const { failed, all } = await execa(command, args, {
    cwd: ROOT,
    reject: false,
    all: true,
    env: { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
  })
  console.log(`${failed ? 'FAULT' : 'ok   '} ${what}`)
  if (failed) {
    faults += 1
    console.log(all)
  }
}
process.exit(faults > 0 ? 1 : 0)
