import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { MODEL_FILES } from './model-files.ts'

/** Throws with what to do when a model file is missing or of another size. The hashes were checked when they were fetched. */
export async function checkModelFiles(dir: string): Promise<void> {
  for (const file of MODEL_FILES) {
    const found = await stat(join(dir, file.name)).catch(() => null)
    if (found?.size !== file.bytes) {
      throw new Error(`${file.name} is missing or not whole in ${dir}. Run: node scripts/models.ts`)
    }
  }
}
