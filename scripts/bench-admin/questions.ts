import type { House } from './fill-house.ts'
import { HOUSE } from './house.ts'

/** A call of the admin API and the most milliseconds that 95 of 100 of them may take. */
export type Question = {
  name: string
  path: string
  most: number
  /** Goes this many rows into the list by its cursor first. */
  deep?: number
  /** What the answer must have, so that nothing is measured that is not there. */
  rows?: 'some' | 'none'
  /** 25, unless it is said. */
  requests?: number
}

const LIST_MS = 50
const DETAIL_MS = 50
const NUMBERS_MS = 300
/** It reads every entry eight times over: nobody waits for it on the way to something else. */
const CHECK_MS = 10_000
const NOBODY = '00000000-0000-4000-8000-000000000000'

/** Every list of the admin page from all sides, its detail pages and its numbers. */
export function questions({ busiest, code, changed }: House): Question[] {
  const list = (name: string, path: string, more: Partial<Question> = {}): Question[] => [
    { name, path, most: LIST_MS, rows: 'some', ...more },
  ]
  const none = (name: string, path: string): Question[] => list(name, path, { rows: 'none' })
  const deep = (name: string, path: string, rows: number): Question[] => list(name, path, { deep: rows })
  return [
    ...list('learners', '/learners'),
    ...deep('learners_deep', '/learners', 50_000),
    ...list('learners_by_address', `/learners?q=${busiest.email}`),
    ...list('learners_by_id', `/learners?q=${busiest.id}`),
    ...list('learners_by_common_beginning', '/learners?q=s'),
    ...deep('learners_by_common_beginning_deep', '/learners?q=s', 15_000),
    ...list('learners_found_last', `/learners?q=${HOUSE.oldCourseName}`),
    ...none('learners_not_found', '/learners?q=nobody@'),

    ...list('codes', '/redeem-codes'),
    ...deep('codes_deep', '/redeem-codes', 50_000),
    ...['open', 'used', 'revoked', 'expired'].flatMap((state) =>
      list(`codes_${state}`, `/redeem-codes?state=${state}`),
    ),
    ...deep('codes_used_deep', '/redeem-codes?state=used', 20_000),
    ...deep('codes_expired_deep', '/redeem-codes?state=expired', 20_000),
    ...list('codes_by_code', `/redeem-codes?q=${code.text}`),
    ...list('codes_by_batch', `/redeem-codes?q=${code.batchId}`),
    ...list('codes_by_common_beginning', '/redeem-codes?q=V2'),
    ...list('codes_found_last', '/redeem-codes?q=OLD'),
    ...none('codes_not_found', '/redeem-codes?q=ZZZZ9'),
    ...none('codes_not_found_whole', '/redeem-codes?q=ZZZZ9999ZZZZ9999'),
    ...none('codes_open_not_found', '/redeem-codes?q=ZZZZ9&state=open'),
    ...none('codes_found_last_open', '/redeem-codes?q=OLD&state=open'),

    ...list('jobs', '/jobs'),
    ...deep('jobs_deep', '/jobs', 50_000),
    ...['queued', 'running', 'succeeded', 'failed', 'cancelled'].flatMap((status) =>
      list(`jobs_${status}`, `/jobs?status=${status}`),
    ),
    ...deep('jobs_succeeded_deep', '/jobs?status=succeeded', 40_000),
    ...list('jobs_by_id', `/jobs?q=${busiest.jobId}`),
    ...list('jobs_by_address', `/jobs?q=${busiest.email}`),
    ...list('jobs_by_address_failed', `/jobs?q=${busiest.email}&status=failed`),
    ...list('jobs_by_common_beginning', '/jobs?q=s'),
    ...list('jobs_found_last', `/jobs?q=${HOUSE.oldCourseName}`),
    ...none('jobs_found_last_running', `/jobs?q=${HOUSE.oldCourseName}&status=running`),
    ...none('jobs_not_found', '/jobs?q=nobody@'),
    ...none('jobs_failed_not_found', '/jobs?q=nobody@&status=failed'),

    ...list('audit', '/audit'),
    ...deep('audit_deep', '/audit', 50_000),
    ...list('audit_of_one', `/audit?target=${changed}`),
    ...none('audit_of_nothing', `/audit?target=${NOBODY}`),

    ...list('disputes', '/disputes'),
    ...deep('disputes_deep', '/disputes', 50_000),
    ...list('disputes_open', '/disputes?open=true'),
    ...deep('disputes_open_deep', '/disputes?open=true', 1_000),

    ...list('dead_letters', '/dead-letters'),
    ...deep('dead_letters_deep', '/dead-letters', 5_000),

    { name: 'learner', path: `/learners/${busiest.id}`, most: DETAIL_MS },
    ...list('learner_ledger', `/learners/${busiest.id}/ledger`),
    ...deep('learner_ledger_deep', `/learners/${busiest.id}/ledger`, 10_000),
    ...list('learner_jobs', `/learners/${busiest.id}/jobs`),
    ...deep('learner_jobs_deep', `/learners/${busiest.id}/jobs`, 4_000),
    { name: 'job', path: `/jobs/${busiest.jobId}`, most: DETAIL_MS },

    { name: 'admins', path: '/admins', most: LIST_MS },
    { name: 'model_routes', path: '/model-routes', most: LIST_MS },
    { name: 'numbers', path: '/numbers', most: NUMBERS_MS },
    { name: 'ledger_check', path: '/ledger/check', most: CHECK_MS, requests: 5 },
  ]
}
