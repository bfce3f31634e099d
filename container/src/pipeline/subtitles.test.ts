/** Jobs with subtitles, on real sound with the real recogniser. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunnerSubtitles } from '../../../workers/contract/runner.ts'
import { wordErrors } from '../../bench/word-error-rate.ts'
import { runInProcess, startModels, type RanJob } from '../../test-support/job-in-process.ts'
import { joinRecordings } from '../../test-support/join-recordings.ts'
import {
  LONG_RECORDING,
  LONG_RECORDING_WORDS,
  SHORT_RECORDING,
  make,
  samplesOf,
} from '../../test-support/recordings.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import type { EmbeddedModels } from '../asr/embedded.ts'

type Cues = RunnerSubtitles['cues']
const SHORT_WORDS = 'In being comparatively modern.'
const cue = (startMs: number, endMs: number, text: string, zh?: string): Cues[number] => ({
  startMs,
  endMs,
  text,
  ...(zh && { zh }),
})
/** The three recordings with a second between them, in cues that tear the long sentence. */
const CUES: Cues = [
  cue(100, 1_900, SHORT_WORDS, '比较现代。'),
  cue(3_200, 6_900, 'And so, my fellow Americans, ask'),
  cue(6_900, 9_500, 'not what your country can'),
  cue(9_500, 13_600, 'do for you, ask what you can do for your country.'),
  cue(14_900, 16_800, SHORT_WORDS),
]
/** Another text, as long. */
const OTHER_CUES: Cues = [
  cue(100, 1_900, 'Who let the dogs out tonight?'),
  cue(3_200, 6_900, 'Nobody told me about that strange green bird'),
  cue(6_900, 9_500, 'which lives under the kitchen table'),
  cue(9_500, 13_600, 'and eats whatever falls down there during dinner.'),
  cue(14_900, 16_800, 'Please close both windows now.'),
]
const shifted = (cues: Cues, ms: number): Cues =>
  cues.map((c) => ({ ...c, startMs: c.startMs + ms, endMs: c.endMs + ms }))
const textOf = ({ items }: RanJob): string => items.map(({ item }) => item.transcriptEn).join(' ')
const wordsOf = (cues: Cues): string => cues.map(({ text }) => text).join(' ')
const time = (ms: number): string => new Date(ms).toISOString().slice(11, 23)
const srt = (cues: Cues): string =>
  cues
    .map((c, i) => `${i + 1}\n${time(c.startMs).replace('.', ',')} --> ${time(c.endMs).replace('.', ',')}\n${c.text}\n`)
    .join('\n')

let models: EmbeddedModels
beforeAll(async () => {
  models = await startModels()
}, 300_000)
afterAll(() => models.close())

async function recording(name = 'three.mp4'): Promise<string> {
  const file = join(await tempFolder(), name)
  await joinRecordings([SHORT_RECORDING, LONG_RECORDING, SHORT_RECORDING], file)
  return file
}

describe('a job with a subtitle file', () => {
  it('gives the sentences of the file, cut where the sound pauses, each with the clip that says it', async () => {
    const { items, reports, failure } = await runInProcess(await recording(), models, { cues: CUES })
    expect(failure).toBeNull()
    expect(reports).toEqual(['probed'])
    expect(items.map(({ item }) => item.transcriptEn).join(' ')).toBe(wordsOf(CUES))
    expect(items.at(0)?.item).toMatchObject({
      transcriptEn: SHORT_WORDS,
      translationZh: '比较现代。',
      confidence: null,
    })
    expect(items.at(-1)?.item).toMatchObject({ transcriptEn: SHORT_WORDS, needsReview: false, translationZh: '' })
    expect(items.length).toBeGreaterThanOrEqual(4)
    items.forEach(({ item }, i) => expect(item.startMs).toBeGreaterThanOrEqual(items[i - 1]?.item.endMs ?? 0))
    for (const { item, clip } of items) {
      const file = join(await tempFolder(), 'clip.mp3')
      await writeFile(file, clip)
      const { text } = await models.recogniser.recognise(await samplesOf(file, 16_000), {
        signal: new AbortController().signal,
        urgent: false,
      })
      expect([item.transcriptEn, wordErrors(item.transcriptEn, text).errors]).toEqual([item.transcriptEn, 0])
    }
  })

  it.each([1_500, 4_000])('finds that the cues are %i ms off and moves them', async (offMs) => {
    const inTime = await runInProcess(await recording(), models, { cues: CUES })
    const off = await runInProcess(await recording(), models, { cues: shifted(CUES, offMs) })
    expect(off.failure).toBeNull()
    expect(textOf(off)).toBe(wordsOf(CUES))
    expect(off.items.map(({ item }) => item.startMs)).toEqual(inTime.items.map(({ item }) => item.startMs))
  })

  it.each<[what: string, cues: Cues]>([
    ['say something else', OTHER_CUES],
    ['are much too late', shifted(CUES, 30_000)],
    ['are none', []],
  ])('ends with subtitle_mismatch before the length is reported when the cues %s', async (_, cues) => {
    const { items, reports, failure } = await runInProcess(await recording(), models, { cues })
    expect(failure).toMatchObject({ code: 'subtitle_mismatch' })
    expect([items, reports]).toEqual([[], []])
  })

  it('leaves out cues beyond the end', async () => {
    const cues = [...CUES, cue(60_000, 62_000, 'This is in the second part.')]
    const ran = await runInProcess(await recording(), models, { cues })
    expect([ran.failure, textOf(ran)]).toEqual([null, wordsOf(CUES)])
  })

  it('goes on where an earlier attempt stopped, with the same sentences', async () => {
    const file = await recording('three.wav')
    const whole = await runInProcess(file, models, { cues: CUES })
    const done = whole.items[1]?.item
    const resume = { segmentIndex: 2, fromMs: done?.endMs ?? 0 }
    const rest = await runInProcess(file, models, { cues: CUES, job: { resume } })
    expect(rest.items.map(({ item }) => item)).toEqual(whole.items.slice(2).map(({ item }) => item))
  })

  it('says nothing of the words in its log', async () => {
    const { log } = await runInProcess(await recording(), models, { cues: CUES })
    expect(log).toContain('"event":"subtitles_used","cues":5')
    expect(log).not.toMatch(/modern|country/iu)
  })
})

describe('a film with a text track', () => {
  /** The recording with text tracks, each with its language and whether it is forced. */
  async function film(
    name: string,
    codec: string,
    ...tracks: { cues: Cues; language?: string; forced?: boolean }[]
  ): Promise<string> {
    const folder = await tempFolder()
    const sound = await recording('sound.wav')
    const inputs: string[] = []
    const options: string[] = []
    for (const [i, track] of tracks.entries()) {
      const text = join(folder, `${i}.srt`)
      await writeFile(text, srt(track.cues))
      inputs.push('-i', text)
      options.push('-map', `${i + 1}`, `-metadata:s:s:${i}`, `language=${track.language ?? 'und'}`)
      if (track.forced) options.push(`-disposition:s:${i}`, 'forced')
    }
    const file = join(folder, name)
    const audio = name.endsWith('webm') ? ['-c:a', 'libopus'] : ['-c:a', 'aac']
    await make('-i', sound, ...inputs, '-map', '0:a', ...options, ...audio, '-c:s', codec, file)
    return file
  }
  // A word that recognition would not write tells where the text is from.
  const marked = CUES.map((c) => ({ ...c, text: c.text.replace('Americans', 'AMERICANS') }))

  it.each([
    ['film.mkv', 'subrip', 'eng'],
    ['film.mp4', 'mov_text', undefined],
    ['film.webm', 'webvtt', 'en'],
    ['ass.mkv', 'ass', 'eng'],
  ])('uses it: %s, %s', async (name, codec, language) => {
    const file = await film(name, codec, { cues: marked, ...(language && { language }) })
    const ran = await runInProcess(file, models)
    expect([ran.failure, textOf(ran)]).toEqual([null, wordsOf(marked)])
  })

  it('takes the English one of several that fits', async () => {
    const file = await film(
      'film.mkv',
      'subrip',
      { cues: OTHER_CUES, language: 'fre' },
      { cues: [cue(0, 2000, 'AMERICANS.')], language: 'eng', forced: true },
      { cues: OTHER_CUES, language: 'eng' },
      { cues: marked, language: 'eng' },
    )
    const ran = await runInProcess(file, models)
    expect([ran.failure, textOf(ran)]).toEqual([null, wordsOf(marked)])
    expect(ran.log.match(/text_track_passed_over/gu)).toHaveLength(1)
  })

  it.each<[what: string, cues: Cues, language: string]>([
    ['says something else', OTHER_CUES, 'eng'],
    ['is in another language', marked, 'fre'],
    ['has no English', [cue(0, 9000, '你好')], 'und'],
  ])('recognises when the track %s', async (_, cues, language) => {
    const ran = await runInProcess(await film('film.mkv', 'subrip', { cues, language }), models)
    expect(ran.failure).toBeNull()
    expect(wordErrors(`${SHORT_WORDS} ${LONG_RECORDING_WORDS} ${SHORT_WORDS}`, textOf(ran)).errors).toBeLessThan(4)
    expect(textOf(ran)).not.toContain('AMERICANS')
  })

  it('prefers the file that came with the job', async () => {
    const file = await film('film.mkv', 'subrip', { cues: marked, language: 'eng' })
    expect(textOf(await runInProcess(file, models, { cues: CUES }))).toBe(wordsOf(CUES))
  })
})
