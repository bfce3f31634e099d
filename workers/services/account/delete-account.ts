import { eq } from 'drizzle-orm'
import { jobs } from '../../db/schema/jobs.ts'
import { uploads } from '../../db/schema/uploads.ts'
import { users } from '../../db/schema/users.ts'
import { type Ctx, newId } from '../context.ts'
import { deleteClips } from '../media/delete-clips.ts'
import { discardUpload } from '../uploads/abort-upload.ts'

/**
 * Deletes a person: running jobs stop, media goes, and with the user's row go sessions, jobs, sets, sentences, attempts
 * (foreign keys cascade). The wallet stays for the books with nothing that leads to anybody. Safe to run again: the
 * user's row goes last.
 */
export async function deleteAccount(ctx: Ctx, userId: string): Promise<{ deleted: true; deletionRequestId: string }> {
  const ownJobs = await ctx.db
    .select({ id: jobs.id, sourceKey: jobs.sourceKey, subtitlesKey: jobs.subtitlesKey })
    .from(jobs)
    .where(eq(jobs.userId, userId))
  for (const job of ownJobs) {
    await ctx.jobs.cancel(job.id)
    await ctx.media.delete([job.sourceKey, job.subtitlesKey].filter((key) => key !== null))
    await deleteClips(ctx, job.id)
  }
  const open = await ctx.db.select().from(uploads).where(eq(uploads.userId, userId))
  for (const upload of open) await discardUpload(ctx, upload)
  await ctx.db.delete(users).where(eq(users.id, userId))
  for (const job of ownJobs) await ctx.jobs.forget(job.id)
  return { deleted: true, deletionRequestId: newId() }
}
