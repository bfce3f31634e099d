import { sql } from 'drizzle-orm'
import type { DayNumbers, NumbersView } from '../../contract/admin-lists.ts'
import type { JobStage } from '../../contract/jobs.ts'
import { transact } from '../../db/transact.ts'
import { type Ctx, isoTime } from '../context.ts'

const DAY_MS = 86_400_000
/** As text: a bound number is a float, and would not divide to whole days. */
const DAY = sql.raw(String(DAY_MS))
const DAYS = 30
const SAMPLE = 1000

type Row = Record<string, unknown>
const number = (value: unknown): number => Number(value ?? 0)

/** How the house is doing, all of it counted from the tables as of one moment. */
export async function getNumbers(ctx: Ctx): Promise<NumbersView> {
  const now = ctx.now()
  const today = Math.floor(now / DAY_MS)
  const since = (today - DAYS + 1) * DAY_MS
  const results = await transact(ctx.db, [
    sql`SELECT stage, count(*) AS jobs FROM jobs WHERE status IN ('queued', 'running') GROUP BY stage`,
    sql`
      SELECT ended_at / ${DAY} AS day, count(*) AS jobs, sum(status = 'succeeded') AS succeeded,
             sum(status = 'failed') AS failed, sum(CASE status WHEN 'succeeded' THEN duration_ms ELSE 0 END) AS speech_ms
      FROM jobs WHERE ended_at >= ${since} GROUP BY 1`,
    sql`
      SELECT created_at / ${DAY} AS day, sum(CASE entry_type WHEN 'redeem' THEN amount ELSE 0 END) AS redeemed,
             sum(CASE entry_type WHEN 'settle' THEN amount WHEN 'refund' THEN -amount ELSE 0 END) AS consumed
      FROM ledger_entries WHERE entry_type IN ('redeem', 'settle', 'refund') AND created_at >= ${since} GROUP BY 1`,
    sql`
      WITH newest AS (
        SELECT j.ended_at - j.created_at AS whole_ms,
               (SELECT i.created_at FROM exercise_items i WHERE i.set_id = j.exercise_set_id AND i.segment_index = 0)
                 - j.created_at AS first_ms
        FROM jobs j WHERE j.status = 'succeeded' ORDER BY j.created_at DESC LIMIT ${SAMPLE})
      SELECT whole_ms, first_ms FROM newest`,
    sql`
      SELECT COALESCE(sum(source_bytes), 0) AS bytes FROM jobs
      WHERE source_expires_at > ${now - DAY_MS} AND source_deleted_at IS NULL AND source_key IS NOT NULL`,
    sql`
      SELECT count(*) AS clips, COALESCE(sum(bytes), 0) AS bytes FROM (
        SELECT i.clip_key, max(max(i.clip_bytes), max(i.clip_object_bytes)) AS bytes
        FROM exercise_sets s JOIN exercise_items i ON i.set_id = s.id
        WHERE s.audio_expires_at > ${now} AND s.audio_deleted_at IS NULL AND NOT i.clip_gone GROUP BY i.clip_key)`,
    sql`
      SELECT (SELECT count(*) FROM users) AS learners, COALESCE(sum(balance_credits), 0) AS outstanding,
             COALESCE(sum(held_credits), 0) AS held FROM wallets`,
  ])
  const [stages = [], jobs = [], credits = [], times = [], [sources] = [], [clips] = [], [totals] = []] = results.map(
    ({ results: rows }) => rows,
  )
  return {
    at: isoTime(now),
    stages: stages.map((row) => ({ stage: row['stage'] as JobStage, jobs: number(row['jobs']) })),
    days: Array.from({ length: DAYS }, (_, index) => dayOf(today - DAYS + 1 + index, jobs, credits)),
    jobMs: spread(times.map((row) => row['whole_ms'])),
    firstSentenceMs: spread(times.map((row) => row['first_ms'])),
    storage: {
      sourceBytes: number(sources?.['bytes']),
      clipBytes: number(clips?.['bytes']),
      clips: number(clips?.['clips']),
    },
    totals: {
      learners: number(totals?.['learners']),
      creditsOutstanding: number(totals?.['outstanding']),
      creditsHeld: number(totals?.['held']),
    },
  }
}

function dayOf(day: number, jobs: readonly Row[], credits: readonly Row[]): DayNumbers {
  const ended = jobs.find((row) => row['day'] === day)
  const moved = credits.find((row) => row['day'] === day)
  return {
    day: isoTime(day * DAY_MS).slice(0, 10),
    jobs: number(ended?.['jobs']),
    succeeded: number(ended?.['succeeded']),
    failed: number(ended?.['failed']),
    speechSeconds: Math.round(number(ended?.['speech_ms']) / 1000),
    creditsRedeemed: number(moved?.['redeemed']),
    creditsConsumed: number(moved?.['consumed']),
  }
}

/** Median and 95th percentile of what is known; null when nothing is. */
function spread(values: readonly unknown[]): { median: number; p95: number } | null {
  const sorted = values.filter((value) => typeof value === 'number').toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return sorted.length === 0 ? null : { median: at(0.5), p95: at(0.95) }
}
