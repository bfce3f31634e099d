import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { JOB_ERRORS } from '../../workers/contract/errors.ts'
import type { JobStage, JobStatus, QuoteView } from '../../workers/contract/jobs.ts'
import { clipKey, sourceKey } from '../../workers/domain/media/object-keys.ts'
import type { Random } from '../lib/random.ts'
import { Books } from './books.ts'
import type { Code } from './codes.ts'
import { at, HOUSE } from './house.ts'
import { penFor, zipf } from './pen.ts'
import type { Person } from './people.ts'

const HOUR_MS = 3_600_000
/** Sentences of a lesson: the newest have what lessons have; of older ones a few will do to look things up in. */
const SENTENCES = { newest: 40, older: 2, newestJobs: 5_000 }
const ERRORS = Object.keys(JOB_ERRORS)
const STAGES: readonly JobStage[] = ['fetch', 'audio_extract', 'asr', 'asr', 'asr', 'translate', 'exercise_pack']

/** A lesson that was made, to dispute. */
export type Lesson = { setId: string; userId: string; createdAt: number; itemIds: string[] }
type Job = { id: string; person: Person; status: JobStatus; createdAt: number; amount: number; quote: string }

/** `old` had one job each, before all others, who are many with few jobs and few with many. */
export type Crowd = { old: readonly Person[]; others: readonly Person[] }

/** Jobs, oldest first with their money, lessons and dead letters. */
export function fillJobs(database: DatabaseSync, random: Random, crowd: Crowd, codes: readonly Code[]) {
  const books = new Books(database, random, codes)
  const write = {
    job: penFor(database, 'jobs'),
    set: penFor(database, 'exercise_sets'),
    item: penFor(database, 'exercise_items'),
    letter: penFor(database, 'dead_letters'),
  }
  const lessons: Lesson[] = []
  const jobIds: string[] = []
  let letters = 0
  for (let index = 0; index < HOUSE.jobs; index += 1) {
    const job = newJob(random, index, crowd.old[index] ?? zipf(random, crowd.others))
    const isMade = job.status === 'succeeded'
    const setId = isMade ? randomUUID() : null
    jobIds.push(job.id)
    write.job(jobRow(random, job, setId))
    if (job.status !== 'queued') pay(books, random, job)
    if (setId !== null) {
      const isNew = index > HOUSE.jobs - SENTENCES.newestJobs
      lessons.push(fillLesson(write, job, setId, isNew ? SENTENCES.newest : SENTENCES.older))
    }
    if (job.status === 'failed' && letters < HOUSE.deadLetters) {
      letters += 1
      write.letter({
        id: randomUUID(),
        job_id: job.id,
        reason: 'The job’s object did not answer: internal error; reference = 5c0m7q1v2b3n4m5k6j7h8g9f',
        created_at: job.createdAt,
        // One in ten failed to be handed over once, and then went well.
        died_at: random.chance(0.1) ? null : job.createdAt + HOUR_MS,
        resent_at: random.chance(0.5) ? job.createdAt + 2 * HOUR_MS : null,
      })
    }
  }
  return { lessons, jobIds }
}

function newJob(random: Random, index: number, person: Person): Job {
  const seconds = random.between(20, 1200)
  const credits = Math.ceil(seconds * 0.1)
  const quote: QuoteView = {
    seconds,
    asr: { model: 'moonshine-base', costPerUnit: 0.1, multiplier: 1 },
    mt: null,
    credits,
  }
  const status = statusOf(random, index)
  const createdAt = at((index + 0.5) / HOUSE.jobs)
  return { id: randomUUID(), person, status, createdAt, amount: credits, quote: JSON.stringify(quote) }
}

function statusOf(random: Random, index: number): JobStatus {
  const newest = HOUSE.jobs - 1 - index
  if (newest < HOUSE.queued) return 'queued'
  if (newest < HOUSE.queued + HOUSE.running) return 'running'
  return random.chance(0.82) ? 'succeeded' : random.chance(0.75) ? 'failed' : 'cancelled'
}

function jobRow(random: Random, { id, person, status, createdAt, quote }: Job, setId: string | null) {
  const hasEnded = !['queued', 'running'].includes(status)
  const isLink = random.chance(0.3)
  const stages: Partial<Record<JobStatus, JobStage>> = { queued: 'queued', running: random.pick(STAGES) }
  return {
    id,
    user_id: person.id,
    title: `Lesson ${id.slice(0, 8)}`,
    status,
    stage: stages[status] ?? (status === 'cancelled' ? 'cancelled' : status === 'failed' ? 'asr' : 'completed'),
    progress_percent: status === 'succeeded' ? 100 : 0,
    error_code: status === 'failed' ? random.pick(ERRORS) : null,
    source_url: isLink ? `https://video.example.com/watch/${id}` : null,
    source_key: isLink ? null : sourceKey(id),
    source_file_name: isLink ? '' : 'lesson.mp4',
    source_bytes: isLink ? 0 : random.between(1e6, 2e8),
    source_hash: isLink ? null : id.replaceAll('-', '').repeat(2),
    source_expires_at: isLink ? null : createdAt + 24 * HOUR_MS,
    asr_model: 'moonshine-base',
    duration_ms: status === 'queued' ? null : JSON.parse(quote).seconds * 1000,
    quote: status === 'queued' ? null : quote,
    lease: status === 'queued' ? 0 : 1,
    waiting_since: status === 'queued' && random.chance(0.6) ? createdAt : null,
    exercise_set_id: setId,
    ready_items: setId === null ? 0 : SENTENCES.newest,
    created_at: createdAt,
    updated_at: createdAt + 60_000,
    ended_at: hasEnded ? createdAt + random.between(4_000, 120_000) : null,
  }
}

function pay(books: Books, random: Random, { id, person, status, createdAt, amount, quote }: Job): void {
  const paid = { at: createdAt, jobId: id, quote, amount }
  const holdId = books.hold(person, paid)
  const settled = { succeeded: amount, cancelled: random.between(0, amount), failed: 0, running: null, queued: null }
  books.close(person, holdId, paid, settled[status])
}

type Pens = Record<'set' | 'item', ReturnType<typeof penFor>>

function fillLesson(write: Pens, { id: jobId, person, createdAt }: Job, setId: string, sentences: number): Lesson {
  write.set({
    id: setId,
    user_id: person.id,
    job_id: jobId,
    title: `Lesson ${jobId.slice(0, 8)}`,
    complete: 1,
    created_at: createdAt,
    audio_expires_at: createdAt + 72 * HOUR_MS,
  })
  const itemIds = Array.from({ length: sentences }, () => randomUUID())
  for (const [index, id] of itemIds.entries()) {
    write.item({
      id,
      set_id: setId,
      segment_index: index,
      start_ms: index * 5_000,
      end_ms: index * 5_000 + 4_500,
      transcript_en: 'It was the best of times, it was the worst of times, said the man.',
      word_count: 14,
      clip_key: clipKey(jobId, index, id),
      clip_bytes: 36_000,
      clip_object_bytes: 60_000,
      created_at: createdAt + 900 + index * 150,
    })
  }
  return { setId, userId: person.id, createdAt, itemIds }
}
