import { openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import type { ExerciseView } from '../../workers/contract/exercises.ts'
import { ApiClient } from './api-client.ts'
import { startProduct } from './product.ts'

const RUNS = 3

/** Milliseconds from a job's acceptance to its first clip in hand, over the whole running product, warm: medians of three. */
export async function measureFirstSentences(folder: string, twoMinutes: string, sixtyMinutes: string) {
  const video = await withPicture(sixtyMinutes, join(folder, '60-video.mp4'))
  const product = await startProduct({ MAX_VIDEO_MINUTES: '61', REGISTRATIONS_PER_MINUTE: '100' })
  try {
    const client = new ApiClient(product.origin)
    await client.join(product.redeemCode)
    await firstSentenceMs(client, twoMinutes)
    return {
      twoMinutesMs: await median(() => firstSentenceMs(client, twoMinutes)),
      sixtyMinutesMs: await median(() => firstSentenceMs(client, sixtyMinutes)),
      sixtyMinutesOfVideoMs: await median(() => firstSentenceMs(client, video)),
    }
  } finally {
    await product.stop()
  }
}

async function firstSentenceMs(client: ApiClient, file: string): Promise<number> {
  const jobId = await client.upload(await openAsBlob(file), 'bench.mp4')
  const acceptedAt = performance.now()
  const job = await client.waitFor(jobId, ({ readyItems }) => readyItems > 0, 20)
  const { items } = await client.data<ExerciseView>(`/exercises/${job.exerciseSetId}`)
  const clip = await fetch(new URL(items[0]?.audioUrl ?? '', client.origin))
  if (!clip.ok || (await clip.arrayBuffer()).byteLength === 0) throw new Error(`The first clip answered ${clip.status}`)
  const tookMs = performance.now() - acceptedAt
  await client.call(`/jobs/${jobId}/cancel`, { method: 'POST' })
  await client.waitFor(jobId, () => false)
  return tookMs
}

async function median(measure: () => Promise<number>): Promise<number> {
  const values: number[] = []
  for (let run = 0; run < RUNS; run++) values.push(await measure())
  return values.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? NaN
}

/** The sound with a moving picture, some 80 MB an hour, index at the end. */
async function withPicture(sound: string, file: string): Promise<string> {
  await execa('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-y', '-i', sound, '-f', 'lavfi', '-i', 'testsrc2=size=480x270:rate=5'],
    ...['-map', '0:a', '-map', '1:v', '-c:a', 'copy', '-c:v', 'mpeg4', '-b:v', '100k', '-maxrate', '110k'],
    ...['-bufsize', '500k', '-shortest', file],
  ])
  return file
}
