import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { AUDIT_ACTIONS } from '../../workers/contract/admin-access.ts'
import type { Random } from '../lib/random.ts'
import { at, HOUSE, NOW } from './house.ts'
import type { Lesson } from './jobs.ts'
import { penFor, zipf } from './pen.ts'

/** What learners say is wrong, oldest first, among other edits; the newest are open. */
export function fillDisputes(database: DatabaseSync, random: Random, lessons: readonly Lesson[]): void {
  const write = penFor(database, 'item_edits')
  const edits = new Map<string, number>()
  for (let index = 0; index < HOUSE.disputes; index += 1) {
    const lesson = zipf(random, lessons)
    const createdAt = Math.max(lesson.createdAt, at(index / HOUSE.disputes))
    const isOpen = index >= HOUSE.disputes - HOUSE.openDisputes
    const isUndone = !isOpen && random.chance(0.1)
    const kinds = random.chance(0.2) ? ['text', 'heard_right'] : [random.pick(['heard_right', 'clip_cut'])]
    for (const kind of kinds) {
      const seq = (edits.get(lesson.setId) ?? 0) + 1
      edits.set(lesson.setId, seq)
      const isDispute = kind !== 'text'
      write({
        id: randomUUID(),
        user_id: lesson.userId,
        set_id: lesson.setId,
        seq,
        kind,
        before: JSON.stringify({
          ...{ id: random.pick(lesson.itemIds), transcriptEn: 'It was the best of times.', wordCount: 6 },
          ...{ startMs: 0, endMs: 4500, clipOffset: 0, clipBytes: 36_000 },
        }),
        expected: isDispute ? 'times' : null,
        heard: isDispute ? 'thymes' : null,
        undone_at: isUndone ? Math.min(NOW, createdAt + 60_000) : null,
        settled_at: isOpen || isUndone || !isDispute ? null : Math.min(NOW, createdAt + 86_400_000),
        settlement: isOpen || isUndone || !isDispute ? null : random.pick(['upheld', 'dismissed']),
        created_at: createdAt,
      })
    }
  }
}

/** What admins changed, oldest first: some things often, most once. */
export function fillAudit(database: DatabaseSync, random: Random, targets: readonly string[]): void {
  const write = penFor(database, 'audit_log')
  for (let index = 0; index < HOUSE.changes; index += 1) {
    write({
      id: randomUUID(),
      at: at(index / HOUSE.changes),
      who: random.pick(['owner', 'ada', 'grace', 'edsger@example.com']),
      role: 'support',
      via: 'session',
      action: random.pick(AUDIT_ACTIONS),
      target: random.chance(0.05) ? null : zipf(random, targets),
      before: JSON.stringify({ balanceCredits: 100, heldCredits: 0, availableCredits: 100 }),
      after: JSON.stringify({ ledgerId: randomUUID(), credits: 50, reason: 'a bad recording', balanceCredits: 150 }),
      outcome: random.chance(0.98) ? 'done' : 'learner_not_found',
    })
  }
}
