/**
 * Everything the product stores or sends on, and what becomes of it when a person leaves (`DELETE /me/data`). One map for
 * the code, the tests and docs/data-map.md: a column, an object's prefix, a key of a Durable Object, a field of a queue
 * message or of a log line that is not on it fails a test or does not compile.
 */
import { CLIP_PREFIX, SOURCE_PREFIX } from '../media/object-keys.ts'

/**
 * `delete`: gone with the person. `anonymise`: stays, without what leads to the person. `keep`: never says anything of a
 * person, or is bookkeeping that names no one.
 */
export type Fate = 'delete' | 'anonymise' | 'keep'
export type Entry = { fate: Fate; why: string }
/** Columns of one table that share a fate. */
export type ColumnGroup = Entry & { columns: readonly string[] }

const withRow = (why: string, ...columns: string[]): ColumnGroup => ({ fate: 'delete', why, columns })
const anonymised = (why: string, ...columns: string[]): ColumnGroup => ({ fate: 'anonymise', why, columns })
const kept = (why: string, ...columns: string[]): ColumnGroup => ({ fate: 'keep', why, columns })

const BOOKS = 'bookkeeping: names a wallet, and the wallet names nobody once its person has left'

/** D1, by table. */
export const COLUMNS: Readonly<Record<string, readonly ColumnGroup[]>> = {
  users: [
    withRow(
      'the person; everything that hangs on the row goes with it',
      ...names('id email password_hash created_at disabled_at'),
    ),
  ],
  sessions: [withRow('goes with the user', ...names('id user_id created_at expires_at revoked_at'))],
  jobs: [
    withRow(
      'goes with the user, after its media',
      ...names('id user_id title status stage progress_percent error_code source_url source_key source_file_name'),
      ...names('source_bytes subtitles_key source_expires_at source_deleted_at asr_model mt_model duration_ms quote'),
      ...names(
        'handed_routes paid_ms delivered_ms run lease origin waiting_since source_hash exercise_set_id restores_set_id ready_items',
      ),
      ...names('created_at updated_at ended_at'),
    ),
  ],
  dead_letters: [withRow('goes with the job', ...names('id job_id reason created_at died_at resent_at'))],
  job_events: [withRow('goes with the job', ...names('seq job_id at status stage error_code ready_items'))],
  exercise_sets: [
    withRow(
      'goes with the job',
      ...names('id user_id job_id title complete last_segment_index created_at audio_expires_at audio_deleted_at'),
    ),
  ],
  exercise_items: [
    withRow(
      'goes with the set',
      ...names('id set_id segment_index start_ms end_ms transcript_en translation_zh word_count needs_review'),
      ...names('review_reason confidence_percent clip_key clip_offset clip_bytes clip_object_bytes clip_gone'),
      ...names('asr_model mt_model mt_engine heard_end_ms mt_characters mt_billed solved_at created_at'),
    ),
  ],
  attempts: [
    withRow(
      'goes with the sentence',
      ...names('id user_id item_id submitted verdicts strictness score is_correct mode hints given replays created_at'),
    ),
  ],
  places: [
    withRow(
      'goes with the set; a device is a random text that its browser made',
      ...names('set_id device item_id mode cloze words given hints replays updated_at'),
    ),
  ],
  saved_words: [withRow('goes with the user', ...names('id user_id word sentence item_id created_at'))],
  item_edits: [
    withRow(
      'goes with the user and the set',
      ...names('id user_id set_id seq kind before retired made expected heard undone_at settled_at settlement'),
      'created_at',
    ),
  ],
  uploads: [
    withRow(
      'goes with the user, after its object',
      ...names('id user_id file_name size_bytes object_key multipart_id status source_hash created_at expires_at'),
    ),
  ],
  upload_parts: [withRow('goes with the upload', ...names('upload_id part_number etag sha256'))],
  wallets: [
    anonymised('set to null: the wallet is nobody’s then', 'user_id'),
    kept(BOOKS, ...names('id balance_credits held_credits created_at')),
  ],
  holds: [kept(BOOKS, ...names('id wallet_id job_id amount status settled_amount quote created_at closed_at'))],
  ledger_entries: [
    kept(
      `${BOOKS}; a job’s id leads nowhere once its row is gone`,
      ...names('seq id wallet_id entry_type from_account to_account amount balance_after held_after hold_id job_id'),
      ...names('redeem_code_id created_at'),
    ),
    kept('why an admin corrected a balance, in the admin’s words: part of the books', 'note'),
    kept('which admin corrected a balance: staff, not the learner, and part of the books', 'actor'),
    anonymised('the client’s own text is hashed with the wallet’s id before it is written', 'idempotency_key'),
  ],
  redeem_codes: [
    kept(
      `${BOOKS}; the code itself is not stored, only its hash`,
      ...names('id code_hash visible_prefix batch_id credits created_at expires_at redeemed_at redeemed_by'),
      ...names('ledger_entry_id revoked_at'),
    ),
  ],
  redeem_batches: [
    kept('what codes were made, and an admin’s note', ...names('id prefix count credits note created_at expires_at')),
  ],
  admins: [
    kept(
      'staff, not learners: names that the owner gave, until the owner takes them out',
      ...names('id name role token_hash created_at last_seen_at'),
    ),
  ],
  admin_sessions: [
    kept('of staff; goes when it has expired', ...names('id admin_id token_hash created_at expires_at')),
  ],
  audit_log: [
    kept(
      'what staff changed; names a learner by a random id only, which leads nowhere once the person has left',
      ...names('id at who role via action target before after outcome'),
    ),
  ],
  deletions: [
    anonymised('set to null when all that was the person’s is gone', 'user_id'),
    kept('proof that a deletion was asked for and done; names nobody', ...names('id requested_at finished_at')),
  ],
  sweep_places: [
    kept('how far the sweep has come: a random key or id, replaced by the next run', ...names('name place')),
  ],
  model_routes: [
    kept(
      'settings of the house',
      ...names('model_name task provider provider_model unit enabled cost_per_unit_micros multiplier_micros language'),
      ...names('base_url max_concurrent max_per_minute timeout_ms fallbacks updated_at'),
    ),
  ],
  route_health: [
    kept(
      'counts of calls, and what a provider said of a failed one: keys and what was sent are taken out of it',
      ...names('model_name calls failures latency_ms last_ok open_until last_error_at last_error updated_at'),
    ),
  ],
  d1_migrations: [kept('which migrations were applied', ...names('id name applied_at'))],
}

/** R2, by prefix of the object's key. Keys are made of random ids; objects carry no names of files. */
export const PREFIXES: Readonly<Record<string, Entry>> = {
  [SOURCE_PREFIX]: { fate: 'delete', why: 'what a person uploaded, and subtitles; also half of an upload' },
  [CLIP_PREFIX]: { fate: 'delete', why: 'sentence clips cut from it' },
}

/** Durable Objects, by class: what each stores under which key, or in which table. */
export const OBJECT_KEYS: Readonly<Record<string, Readonly<Record<string, Entry>>>> = {
  JobObject: {
    memory: { fate: 'delete', why: 'the job’s id and state; the object is emptied with its job' },
  },
  MeterObject: {
    counters: { fate: 'keep', why: 'counts by route and outcome; no label names a person or a job' },
  },
  LimitObject: {
    tries: { fate: 'keep', why: 'the times of the tries of the last minute; gone by itself a minute after the last' },
  },
  RunnerObject: {
    usedAt: { fate: 'keep', why: 'when the container last had work' },
  },
}

/** Names of Durable Objects are seen by the platform, so they say no more than a key does. */
export const OBJECT_NAMES: Readonly<Record<string, Entry>> = {
  JobObject: { fate: 'delete', why: 'the job’s random id; the object is empty once the job is gone' },
  MeterObject: { fate: 'keep', why: 'one name for all' },
  LimitObject: {
    fate: 'anonymise',
    why: 'a keyed hash of what is limited (an address, a wallet): the name cannot be read back',
  },
  RunnerObject: { fate: 'keep', why: 'a number' },
}

/** Fields of the messages on `listening-jobs` and `listening-jobs-dead`. */
export const QUEUE_FIELDS = {
  jobId: { fate: 'delete', why: 'names a row; once that is gone the message does nothing and is gone in minutes' },
  run: { fate: 'keep', why: 'which run of the job: a number' },
  lease: { fate: 'keep', why: 'how often the job had been handed over: a number' },
} as const satisfies Record<string, Entry>

const noPerson = (why: string): Entry => ({ fate: 'keep', why })

/** Fields of log lines, of the Worker and of the runner. Tokens, texts, titles, links and names of files are never fields. */
export const LOG_FIELDS = {
  at: noPerson('time'),
  level: noPerson('level'),
  event: noPerson('a fixed word'),
  requestId: noPerson('random, names one request'),
  jobId: noPerson('random; leads nowhere once the job’s row is gone'),
  objects: noPerson('a count'),
  step: noPerson('a fixed word'),
  lease: noPerson('counts attempts'),
  path: noPerson('the route’s pattern, without its values'),
  error: noPerson('where the code failed; the parameters of a query are left out'),
  code: noPerson('an error code'),
  detail: noPerson('what a tool said: the file has a fixed name there, links are left out'),
  source: noPerson('`stored` or `url`'),
  resumeFromMs: noPerson('where a job goes on'),
  why: noPerson('why subtitles were not taken: words of ours, and figures'),
  cues: noPerson('a count'),
  outside: noPerson('a count'),
  shiftMs: noPerson('by how much subtitles were moved'),
  outcome: noPerson('an error code, or `completed`'),
  seconds: noPerson('how long something took'),
  startMs: noPerson('a place in a recording'),
  endMs: noPerson('a place in a recording'),
  host: noPerson('the runner’s own'),
  port: noPerson('the runner’s own'),
  signal: noPerson('of the operating system'),
  runningJobs: noPerson('a count'),
  node: noPerson('a version'),
  ffmpeg: noPerson('a version'),
  onnxruntime: noPerson('a version'),
  ytDlp: noPerson('a version'),
  asr: noPerson('a model’s name'),
  vad: noPerson('a model’s name'),
} as const satisfies Record<string, Entry>

export type LogField = keyof typeof LOG_FIELDS
/** One event's fields; what ends in `_ms` is how long a step took. */
export type LogFields = { [field in LogField]?: string | number | boolean | null | undefined } & {
  [field: `${string}_ms`]: number
}
/**
 * Fields each of which is on the map. TypeScript itself looks for others only in what is written out in place, and lets them
 * through in an object that was put together before.
 */
export type OnlyLogFields<Fields extends LogFields> = Fields & {
  [field in Exclude<keyof Fields, keyof LogFields>]: never
}

function names(text: string): string[] {
  return text.split(' ')
}
