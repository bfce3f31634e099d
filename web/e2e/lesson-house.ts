import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { type Product, startProduct } from '../../scripts/lib/product.ts'
import { launchBrowser } from './browser.ts'
import { type Lesson, newLesson, SUBTITLES } from './lesson.ts'
import { speechVideo } from './media.ts'

export type LessonHouse = { product: Product; browser: Browser; lesson: Lesson; close: () => Promise<void> }

/** The running product, a browser, and one finished lesson of the recording that all tests of a file share. */
export async function openLessonHouse(): Promise<LessonHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'listening-lesson-'))
  const [product, browser] = await Promise.all([startProduct(), launchBrowser()])
  const close = async (): Promise<void> => {
    await browser.close()
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const lesson = await newLesson(product, await speechVideo(join(folder, 'speech.mp4')), SUBTITLES)
    return { product, browser, lesson, close }
  } catch (error) {
    await close()
    throw error
  }
}
