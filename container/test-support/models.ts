import { ensureModels } from '../../scripts/models.ts'
import { defaultModelDir } from '../src/asr/model-files.ts'

/** The folder with the real models, fetched when they are not there yet. */
export async function modelDir(): Promise<string> {
  const dir = defaultModelDir()
  await ensureModels({ dir })
  return dir
}
