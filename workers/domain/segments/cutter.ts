/**
 * Cuts a recording into segments while it is still being decoded. Frames of the speech detector go in; a segment comes
 * out as soon as nothing that follows can change it: when the pause after it is long enough, or when its neighbour is
 * known. Runs of speech end at pauses, or when they get too long for the recogniser; fragments are joined; what is left is
 * padded. Where a long segment is best cut, its words tell (propose-cut.ts).
 */
import { BOUNDARY_FRAMES, FRAME_MS, MAX_SPEECH_MS, MIN_SPEECH_FRAMES, PAD_AFTER_MS, PAD_BEFORE_MS } from './limits.ts'
import { joinFragments } from './join-fragments.ts'
import { padAfter, padBefore } from './pad.ts'
import type { Piece } from './piece.ts'
import { forcedCut, splitRun, type Frame } from './split-run.ts'

/** A segment of the source to be recognised on its own. `startMs` and `endMs` include the padding. */
export type Segment = {
  startMs: number
  endMs: number
  speech: Piece
  /** The pause up to the next speech; null when it is too long for the two to belong together, or nothing follows. */
  gapAfterMs: number | null
}

export type Cutter = {
  push: (frame: Frame) => Segment[]
  /** The recording has ended. */
  end: () => Segment[]
  /** No segment to come starts before this. */
  keepFromMs: () => number
}

// The detector switches on at the first value and off below the second, so it does not flicker between words.
const SPEECH_ON = 0.5
const SPEECH_OFF = 0.35

/** `fromMs`: nothing before this is cut or kept as padding, for a job that goes on where another stopped. */
export function createCutter(fromMs = 0): Cutter {
  let frameCount = 0
  /** The run being spoken: its frames so far, and since when it has been silent. */
  let run: { startMs: number; frames: Frame[]; silentFrom: number | null; cutInSpeech: boolean } | null = null
  let pending: Piece[] = []
  /** Where the last released speech ended; null while there is none whose half of the pause must be left alone. */
  let lastEndMs: number | null = null
  /** Until something was released, a learner waits for the first sentence. */
  let isFirst = true

  const nowMs = (): number => frameCount * FRAME_MS

  function closeRun(): void {
    if (!run) return
    const frames = run.frames.slice(0, run.silentFrom ?? run.frames.length)
    const spoken = frames.filter((frame) => frame.speech >= SPEECH_ON).length
    if (spoken >= MIN_SPEECH_FRAMES) addPieces(frames, run.startMs, run.cutInSpeech, false)
    else
      pending.push({
        startMs: run.startMs,
        endMs: run.startMs + frames.length * FRAME_MS,
        pauses: [],
        cutInSpeech: false,
        weak: true,
      })
    run = null
  }

  function cutRunAtLimit(): void {
    if (!run || run.frames.length * FRAME_MS < MAX_SPEECH_MS) return
    const cut = forcedCut(run.frames)
    const inSpeech = cut.from === cut.to
    addPieces(run.frames.slice(0, cut.from), run.startMs, run.cutInSpeech, inSpeech)
    run = {
      startMs: run.startMs + cut.to * FRAME_MS,
      frames: run.frames.slice(cut.to),
      silentFrom: run.silentFrom === null ? null : run.silentFrom - cut.to,
      cutInSpeech: inSpeech,
    }
  }

  function addPieces(frames: readonly Frame[], startMs: number, cutAtStart: boolean, cutAtEnd: boolean): void {
    // The first run is cut by its sound alone: what leaves at once cannot wait for its words.
    const pieces = splitRun(frames, startMs, isFirst)
    pieces.forEach((piece, i) => {
      const cutInSpeech = (cutAtStart && i === 0) || (cutAtEnd && i === pieces.length - 1)
      pending.push({ ...piece, cutInSpeech })
    })
  }

  function startWithPadding(startMs: number): number {
    if (lastEndMs !== null) return startMs - padBefore(startMs - lastEndMs)
    return Math.max(fromMs, startMs - PAD_BEFORE_MS)
  }

  function release(quietUntilMs: number): Segment[] {
    const joined = joinFragments(pending, quietUntilMs)
    pending = joined.pending
    return joined.settled.map((speech, i) => {
      const next = joined.settled[i + 1]?.startMs ?? pending[0]?.startMs ?? run?.startMs ?? null
      const segment: Segment = {
        startMs: startWithPadding(speech.startMs),
        endMs:
          next === null ? Math.min(speech.endMs + PAD_AFTER_MS, nowMs()) : speech.endMs + padAfter(next - speech.endMs),
        speech,
        gapAfterMs: next === null ? null : next - speech.endMs,
      }
      lastEndMs = speech.endMs
      isFirst = false
      return segment
    })
  }

  return {
    push(frame) {
      frameCount++
      if (run) {
        run.frames.push(frame)
        if (frame.speech >= SPEECH_ON) run.silentFrom = null
        else if (frame.speech < SPEECH_OFF) run.silentFrom ??= run.frames.length - 1
        if (run.silentFrom !== null && run.frames.length - run.silentFrom >= BOUNDARY_FRAMES) closeRun()
        else cutRunAtLimit()
      } else if (frame.speech >= SPEECH_ON) {
        run = { startMs: nowMs() - FRAME_MS, frames: [frame], silentFrom: null, cutInSpeech: false }
      }
      // While somebody speaks, the silence after the last piece ended where that speech began.
      return pending.length > 0 ? release(run ? run.startMs : nowMs()) : []
    },
    end() {
      closeRun()
      return release(Infinity)
    },
    keepFromMs() {
      return startWithPadding(pending[0]?.startMs ?? run?.startMs ?? nowMs())
    },
  }
}
