/**
 * Recordings whose edges are known: utterances joined with gaps of known length. Where speech begins and ends in an
 * utterance comes from its word times or, without them, from its loudness; the quiet around it is cut off first.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { execa } from 'execa'
import type { Span } from '../../workers/domain/segments/piece.ts'
import { samplesOf } from '../test-support/recordings.ts'
import type { Recording } from './bench.ts'

const RATE = 16_000
/** Loudness is looked at in steps of 10 ms. */
const STEP = RATE / 100
/** So far below the loud parts a voice is hardly heard. */
const QUIET_BELOW_LOUD_DB = 30
/** So far above its quiet parts a noisy room still is the room, unless that is where voices are. */
const QUIET_ABOVE_ROOM_DB = 7
const VOICE_BELOW_LOUD_DB = 20
/** What is kept of an utterance's own quiet on each side; part of the gap. */
const KEPT_MS = 40
/** Word times of a forced alignment are right to some tens of milliseconds. */
const WORD_TOLERANCE_MS = 40

export type Utterance = { file: string; said: string; samples: Float32Array; words: Span[] }
export type PlacedUtterance = Span & { file: string; said: string; words: Span[]; gapAfterMs: number }
export type KnownRecording = { samples: Float32Array; utterances: PlacedUtterance[] }

/** Reads the utterances with the quiet around them cut off: the speech is `KEPT_MS` from either end. */
export async function readUtterances(folder: string, recordings: readonly Recording[]): Promise<Utterance[]> {
  const times = join(folder, 'word-times.tsv')
  const lines = existsSync(times) ? (await readFile(times, 'utf8')).trim().split('\n').slice(1) : []
  const words = lines.map((line) => line.split('\t'))
  const utterances: Utterance[] = []
  for (const { file, said } of recordings) {
    const sound = await samplesOf(file, RATE)
    const own = words
      .filter(([name]) => name === basename(file))
      .map(([, , start, end]) => ({ startMs: Number(start) * 1000, endMs: Number(end) * 1000 }))
    const heard = loudSpan(sound)
    // The times of a forced alignment cut into soft endings, so the sound has a say too.
    const startMs = Math.min(heard.startMs, own[0]?.startMs ?? Infinity) - KEPT_MS
    const endMs = Math.max(heard.endMs, own.at(-1)?.endMs ?? 0) + KEPT_MS
    const samples = sound.slice(Math.max(0, startMs * 16), endMs * 16)
    const from = Math.max(0, startMs)
    const shifted = own.map((word) => ({ startMs: word.startMs - from, endMs: word.endMs - from }))
    utterances.push({ file: basename(file), said, samples, words: shifted })
  }
  return utterances
}

/** Utterances in random order, each followed by a gap of 150 to 800 ms, until the recording is so long. */
export function joinWithGaps(utterances: readonly Utterance[], seconds: number, random: () => number): KnownRecording {
  const placed: PlacedUtterance[] = []
  const parts: { at: number; samples: Float32Array }[] = []
  let at = RATE / 2
  let bag: Utterance[] = []
  while (at < seconds * RATE) {
    if (bag.length === 0)
      bag = utterances
        .map((u) => ({ u, key: random() }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ u }) => u)
    const next = bag.pop()
    if (!next) break
    const { file, said, samples } = next
    const gapAfterMs = Math.round(150 + random() * 650)
    const offsetMs = at / 16
    parts.push({ at, samples })
    const endMs = offsetMs + samples.length / 16 - KEPT_MS
    const words = next.words.map((word) => ({ startMs: word.startMs + offsetMs, endMs: word.endMs + offsetMs }))
    placed.push({ file, said, words, startMs: offsetMs + KEPT_MS, endMs, gapAfterMs })
    at += samples.length + (gapAfterMs - 2 * KEPT_MS) * 16
  }
  const samples = new Float32Array(at + RATE)
  for (const part of parts) samples.set(part.samples, part.at)
  return { samples, utterances: placed }
}

/**
 * Whether somebody is speaking at this moment of the recording: something is to be heard, and where the times of the words
 * are known, it is in the middle of one of them rather than a breath or the room.
 */
export function isInSpeech(recording: KnownRecording, ms: number): boolean {
  const utterance = recording.utterances.find(({ startMs, endMs }) => startMs < ms && ms < endMs)
  if (!utterance) return false
  const levels = levelsOf(recording.samples.subarray(utterance.startMs * 16, utterance.endMs * 16))
  const here = Math.floor((ms - utterance.startMs) / 10)
  const around = levels.slice(Math.max(0, here - 1), here + 2)
  const least = quietest(levels)
  // A soft edge of a word beside silence is not the middle of speech: all three steps must be heard.
  if (around.length === 0 || around.some((level) => level <= least)) return false
  if (utterance.words.length === 0) return true
  return utterance.words.some((word) => word.startMs + WORD_TOLERANCE_MS < ms && ms < word.endMs - WORD_TOLERANCE_MS)
}

/** Writes the samples as a file, changed in one of the ways recordings are; `stretch` is how much longer it became. */
export async function writeDegraded(samples: Float32Array, how: string, output: string): Promise<{ stretch: number }> {
  const [options, stretch] = DEGRADED[how] ?? []
  if (!options) throw new Error(`no such way to degrade: ${how}; there are ${Object.keys(DEGRADED).join(', ')}`)
  await execa(
    'ffmpeg',
    ['-v', 'error', '-y', '-f', 'f32le', '-ar', String(RATE), '-ac', '1', '-i', 'pipe:0', ...options, output],
    {
      input: new Uint8Array(samples.buffer),
    },
  )
  return { stretch: stretch ?? 1 }
}

const NOISE = 'anoisesrc=r=16000:color=pink:amplitude=0.02:seed=7[n];[0:a][n]amix=inputs=2:duration=first:normalize=0'
const HALL = 'aecho=0.9:0.8:23|37|53|71|97:0.25|0.2|0.16|0.12|0.08'
const DEGRADED: Record<string, [options: string[], stretch?: number]> = {
  none: [['-f', 'wav']],
  noise: [['-filter_complex', NOISE, '-f', 'wav']],
  mp3: [['-c:a', 'libmp3lame', '-b:a', '32k', '-f', 'mp3']],
  opus: [['-c:a', 'libopus', '-b:a', '16k', '-f', 'ogg']],
  slow: [['-af', 'atempo=0.9', '-f', 'wav'], 1 / 0.9],
  fast: [['-af', 'atempo=1.1', '-f', 'wav'], 1 / 1.1],
  hall: [['-af', HALL, '-f', 'wav']],
}

function loudSpan(samples: Float32Array): Span {
  const levels = levelsOf(samples)
  const least = quietest(levels)
  const isSpoken = (i: number): boolean => levels.slice(i, i + 3).every((level) => level > least)
  const first = levels.findIndex((_, i) => isSpoken(i))
  const last = levels.findLastIndex((_, i) => i + 3 <= levels.length && isSpoken(i)) + 3
  return { startMs: Math.max(0, first) * 10, endMs: last * 10 }
}

function levelsOf(samples: Float32Array): number[] {
  return Array.from({ length: Math.floor(samples.length / STEP) }, (_, i) => {
    const power = samples.subarray(i * STEP, (i + 1) * STEP).reduce((sum, value) => sum + value * value, 0)
    return 10 * Math.log10(power / STEP + 1e-12)
  })
}

/** What is softer than this, in dB of full scale, is not speech in this utterance. */
function quietest(levels: readonly number[]): number {
  const sorted = levels.toSorted((a, b) => a - b)
  const loud = sorted[Math.floor(sorted.length * 0.9)] ?? 0
  const room = sorted[Math.floor(sorted.length * 0.1)] ?? 0
  return Math.max(loud - QUIET_BELOW_LOUD_DB, Math.min(room + QUIET_ABOVE_ROOM_DB, loud - VOICE_BELOW_LOUD_DB))
}
