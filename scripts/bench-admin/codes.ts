import { createHash, randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Random } from '../lib/random.ts'
import { at, HOUSE, NOW } from './house.ts'
import { penFor } from './pen.ts'

const DAY_MS = 86_400_000
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const PREFIXES = ['V2', 'V2', 'V2', 'CLASS', 'SPRING', 'GIFT', '']

export type Code = {
  id: string
  /** Whole, as the learner has it; the database gets its hash. */
  text: string
  prefix: string
  batchId: string
  credits: number
  createdAt: number
  expiresAt: number
  used: { at: number; walletId: string; entryId: string } | null
}

/** Codes in batches of 10 to 1,000, oldest first, before anybody has used one. The oldest begin like no others. */
export function makeCodes(random: Random): Code[] {
  const codes: Code[] = []
  while (codes.length < HOUSE.codes) {
    const createdAt = at(codes.length / HOUSE.codes)
    const batch = {
      batchId: randomUUID(),
      prefix: codes.length < HOUSE.oldCourse ? 'OLD' : random.pick(PREFIXES),
      credits: random.pick([100, 200, 500]),
      createdAt,
      expiresAt: createdAt + random.between(30, 365) * DAY_MS,
    }
    const count = Math.min(random.between(10, 1000), HOUSE.codes - codes.length)
    for (let made = 0; made < count; made += 1) {
      const text = batch.prefix + Array.from({ length: 12 }, () => LETTERS[random.between(0, 31)]).join('')
      codes.push({ ...batch, id: randomUUID(), text, used: null })
    }
  }
  return codes
}

/** Writes them down with what became of them; of those that nobody used, some were revoked. */
export function fillCodes(database: DatabaseSync, random: Random, codes: readonly Code[]): void {
  const [writeBatch, writeCode] = [penFor(database, 'redeem_batches'), penFor(database, 'redeem_codes')]
  for (const [batchId, batch] of Map.groupBy(codes, (code) => code.batchId)) {
    const [first] = batch
    if (!first) continue
    const { prefix, credits, createdAt, expiresAt } = first
    const row = { id: batchId, prefix, count: batch.length, credits, note: 'for a class', created_at: createdAt }
    writeBatch({ ...row, expires_at: expiresAt })
    const isRevoked = random.chance(0.1)
    for (const { id, text, used } of batch) {
      writeCode({
        id,
        code_hash: createHash('sha256').update(text).digest('hex'),
        visible_prefix: text.slice(0, prefix.length + 4),
        batch_id: batchId,
        credits,
        created_at: createdAt,
        expires_at: expiresAt,
        redeemed_at: used?.at ?? null,
        redeemed_by: used?.walletId ?? null,
        ledger_entry_id: used?.entryId ?? null,
        revoked_at: isRevoked && !used ? Math.min(NOW, createdAt + DAY_MS) : null,
      })
    }
  }
}
