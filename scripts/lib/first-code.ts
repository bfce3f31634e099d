import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LocalSettings, Secrets } from './settings.ts'

/**
 * A redeem code for the first tries, made once per state folder: a new account has no credits, and a newcomer should not
 * need the admin page to see the product work.
 */
export async function firstCode(local: LocalSettings, secrets: Secrets): Promise<string> {
  const path = join(local.stateDir, 'first-code.txt')
  const kept = await readFile(path, 'utf8').catch(() => '')
  if (kept) return kept.trim()
  const response = await fetch(`${local.origin}/api/v2/admin/redeem-codes`, {
    method: 'POST',
    headers: { 'x-admin-token': secrets.ADMIN_API_TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ count: 1, credits: 5000, expiresDays: 365, prefix: 'HELLO' }),
  })
  const answer: { data?: { codes?: string[] } } = await response.json()
  const code = answer.data?.codes?.[0]
  if (!code) throw new Error(`The first redeem code could not be made (status ${response.status}).`)
  await writeFile(path, `${code}\n`, { mode: 0o600 })
  return code
}
