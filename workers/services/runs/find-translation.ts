import { sql } from 'drizzle-orm'
import type { Ctx } from '../context.ts'

type Kept = { translationZh: string; model: string; engine: string }

/**
 * What the model that a job wants once made of this very sentence in the same language, in any set: it is not asked, and not paid by the house,
 * a second time. Sentences themselves are the store, so there is no copy that outlives the learner who had it. Null when
 * the job wants no translation, or there is none.
 */
export async function findTranslation(ctx: Ctx, jobId: string, transcriptEn: string): Promise<Kept | null> {
  const [kept] = await ctx.db.all<Kept>(sql`
    SELECT i.translation_zh AS translationZh, r.model_name AS model, i.mt_engine AS engine
    FROM jobs j
      JOIN model_routes r ON r.model_name = j.mt_model
      JOIN exercise_items i ON i.transcript_en = ${transcriptEn} AND i.mt_engine = r.provider || '/' || r.provider_model || '/' || r.language
    WHERE j.id = ${jobId} AND json_extract(j.quote, '$.mt.model') = r.model_name AND i.translation_zh <> ''
    LIMIT 1`)
  return kept ?? null
}
