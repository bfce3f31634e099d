/**
 * From subtitles and the sound to practice sentences, while the recording is still being decoded. A line of subtitles is
 * no sentence: lines are cut by how much fits on a screen. So the words of all lines are one text, which is cut where its
 * sentences end and the sound pauses (cut-words.ts).
 */
import { createWordCutter, UNSEEN_MS, type WordPiece } from '../segments/cut-words.ts'
import { createPauseFinder } from '../segments/pause-finder.ts'
import { FRAME_MS } from '../segments/limits.ts'
import { placeWords } from '../segments/place-words.ts'
import type { Sentence } from '../segments/sentence.ts'
import type { Frame } from '../segments/split-run.ts'
import type { Cue } from './cue.ts'

export type CueSentence = Sentence &
  Pick<WordPiece, 'startDoubtful' | 'endDoubtful'> & {
    /** Empty when the cues have none, or not for just this sentence. */
    translationZh: string
  }

export type CueCutter = {
  push: (frame: Frame) => CueSentence[]
  /** The recording has ended. */
  end: () => CueSentence[]
  /** No sentence to come starts before this. */
  keepFromMs: () => number
}

/** A line's words are placed once so much of the sound after it is known. */
const AFTER_MS = 500
const BEFORE_MS = 1_000

export function createCueCutter(cues: readonly Cue[]): CueCutter {
  const pauses = createPauseFinder()
  const cutter = createWordCutter(pauses)
  /** Which words of the text each placed cue has, in order. */
  const placed: { from: number; to: number; zh: string }[] = []
  let lastWordMs = 0
  let frameCount = 0
  let looked = 0

  function place(cue: Cue, next: Cue | undefined): void {
    const near = pauses.between(cue.startMs - BEFORE_MS, cue.endMs + AFTER_MS)
    const room = { startMs: lastWordMs, endMs: next?.startMs ?? Infinity }
    const words = placeWords(cue.text, cue, near, room)
    const from = placed.at(-1)?.to ?? 0
    placed.push({ from, to: from + words.length, zh: cue.zh ?? '' })
    lastWordMs = words.at(-1)?.endMs ?? lastWordMs
    cutter.addWords(words)
  }

  function placeUntil(ms: number): void {
    for (let cue = cues[placed.length]; cue && cue.endMs + AFTER_MS <= ms; cue = cues[placed.length]) {
      place(cue, cues[placed.length + 1])
    }
  }

  const sentenceOf = (piece: WordPiece): CueSentence => ({
    startMs: piece.startMs,
    endMs: piece.endMs,
    text: piece.text,
    confidence: null,
    repetition: false,
    cutInSpeech: piece.cutInSpeech,
    startDoubtful: piece.startDoubtful,
    endDoubtful: piece.endDoubtful,
    gapAfterMs: null,
    rereadDiffers: false,
    translationZh: translationOf(piece),
  })

  /** Only of lines that lie wholly inside the sentence: half a line's translation is nobody's. */
  function translationOf({ from, to }: WordPiece): string {
    const own = placed.filter((cue) => cue.to > from && cue.from < to)
    const isWhole = own.every((cue) => cue.from >= from && cue.to <= to && cue.zh !== '')
    return isWhole ? own.map(({ zh }) => zh).join('') : ''
  }

  const keepFromMs = (): number =>
    Math.max(0, Math.min(cutter.keepFromMs(), (cues[placed.length]?.startMs ?? Infinity) - UNSEEN_MS))

  return {
    push(frame) {
      frameCount++
      pauses.push(frame)
      const settledMs = pauses.settledMs()
      if (settledMs === looked) return []
      looked = settledMs
      placeUntil(settledMs)
      const sentences = cutter.settled().map(sentenceOf)
      pauses.forgetBefore(keepFromMs() - BEFORE_MS)
      return sentences
    },
    end() {
      pauses.end()
      placeUntil(Infinity)
      return cutter.end(frameCount * FRAME_MS).map(sentenceOf)
    },
    keepFromMs,
  }
}
