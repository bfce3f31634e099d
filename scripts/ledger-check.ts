/**
 * `npm run ledger:check`: proves the wallets against the ledger, entry by entry, in the local database (STATE_DIR) or, with
 * `-- --remote`, in the deployed one. Prints every rule; ends with 1 when one is broken. `--json` prints the answer as the
 * admin's call gives it.
 */
import { execa } from 'execa'
import { LEDGER_QUERIES, readLedgerCheck } from '../workers/db/ledger-rules.ts'
import { readLocalSettings, ROOT } from './lib/settings.ts'

type WranglerAnswer = { results: Record<string, unknown>[]; success: boolean }[]

const flags = process.argv.slice(2)
const unknown = flags.filter((flag) => !['--remote', '--json'].includes(flag))
if (unknown.length > 0) {
  console.error(`Not known: ${unknown.join(' ')}. Use --remote for the deployed database, --json for JSON.`)
  process.exit(2)
}
const where = flags.includes('--remote')
  ? ['--remote']
  : ['--local', '--persist-to', readLocalSettings(process.env).stateDir]

const { stdout, stderr, failed } = await execa(
  'wrangler',
  ['d1', 'execute', 'listening', ...where, '--json', '--command', LEDGER_QUERIES.join(';\n')],
  {
    cwd: ROOT,
    reject: false,
    env: { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', CI: 'true' },
  },
)
if (failed) {
  console.error(stderr || stdout)
  process.exit(2)
}
const answer: WranglerAnswer = JSON.parse(stdout)
const check = readLedgerCheck(
  answer.map(({ results }) => results),
  Date.now(),
)

if (flags.includes('--json')) console.log(JSON.stringify(check, null, 2))
else {
  console.log(`${check.entries} entries, ${check.wallets} wallets`)
  for (const [account, credits] of Object.entries(check.accounts)) console.log(`  ${account.padEnd(14)}${credits}`)
  for (const rule of check.rules) {
    const fault = check.faults.find((candidate) => candidate.rule === rule)
    console.log(`${fault ? 'FAULT' : 'ok   '} ${rule}`)
    for (const row of fault?.rows ?? []) console.log(`        ${JSON.stringify(row)}`)
    if (fault && fault.count > fault.rows.length) console.log(`        and ${fault.count - fault.rows.length} more`)
  }
}
process.exit(check.ok ? 0 : 1)
