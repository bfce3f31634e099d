import type { DeadLetterView } from '../../contract/admin.ts'
import type { deadLetters } from '../../db/schema/dead-letters.ts'
import { isoTime } from '../context.ts'
import type { JobRow } from '../jobs/view-job.ts'

export type DeadLetterRow = { letter: typeof deadLetters.$inferSelect; job: JobRow }

export const viewDeadLetter = ({ letter, job }: DeadLetterRow): DeadLetterView => ({
  id: letter.id,
  jobId: job.id,
  jobStatus: job.status,
  title: job.title,
  reason: letter.reason,
  diedAt: isoTime(letter.diedAt ?? letter.createdAt),
  resentAt: letter.resentAt === null ? null : isoTime(letter.resentAt),
})
