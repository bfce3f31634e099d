/**
 * `npm run deploy`: builds the site, applies the migrations, sets the bucket's lifecycle rules and deploys the Worker, in this
 * order. `-- --origin https://listening.example.com` says where the Worker will be reached. `-- --dry-run` changes nothing:
 * it builds, bundles, and prints what would be done.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { execa } from 'execa'
import { unstable_readConfig } from 'wrangler'
import { buildSite } from './lib/build-site.ts'
import { lifecycleRules } from './lib/lifecycle-rules.ts'
import { ROOT } from './lib/settings.ts'

const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' }, origin: { type: 'string' } } })
const isDry = values['dry-run'] === true

const config = unstable_readConfig({ config: join(ROOT, 'wrangler.toml') })
const bucket = config.r2_buckets[0]?.bucket_name
const database = config.d1_databases[0]?.database_name
if (!bucket || !database) throw new Error('wrangler.toml names no bucket or no database.')

const rules = lifecycleRules({
  sourceHours: Number(config.vars['KEEP_SOURCE_HOURS']),
  clipHours: Number(config.vars['KEEP_INTERMEDIATE_HOURS']),
})
const rulesFile = join(ROOT, '.wrangler/lifecycle.json')
await mkdir(join(ROOT, '.wrangler'), { recursive: true })
await writeFile(rulesFile, `${JSON.stringify(rules, null, 2)}\n`)

await buildSite({ always: true })
await wrangler('d1', 'migrations', 'apply', database, '--remote')
await wrangler('r2', 'bucket', 'lifecycle', 'set', bucket, '--file', rulesFile, '--force')
const origin = values.origin ? ['--var', `PUBLIC_ORIGIN:${values.origin}`] : []
await wrangler('deploy', ...origin)

/** In a dry run only the bundling is done for real; the rest is printed. */
async function wrangler(...args: string[]): Promise<void> {
  const dry = args[0] === 'deploy' ? ['--dry-run', '--containers-rollout=none'] : null
  console.log(`${isDry ? 'would run: ' : ''}wrangler ${args.join(' ')}`)
  if (isDry && dry === null) return
  await execa('wrangler', [...args, ...(isDry ? (dry ?? []) : [])], { cwd: ROOT, stdio: 'inherit' })
}
