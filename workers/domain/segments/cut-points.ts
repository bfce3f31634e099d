/**
 * Where a text whose words have times can be cut: between two words, in a pause of the sound that is near. How good a
 * place is is a cost without a unit: 0 is a sentence's end in a long pause just where it is expected.
 */
import { boundaryAfter } from './boundary.ts'
import { BREATH_MS, MAX_JOIN_GAP_MS, NEAR_ESTIMATED_MS } from './limits.ts'
import type { Pause } from './piece.ts'
import type { TimedWord } from './timed-word.ts'

export type CutPoint = {
  /** How many words are before it. */
  at: number
  /** Where the speech before it ends and the speech after it begins. */
  speechEndMs: number
  speechStartMs: number
  /** Where the clip before it ends and the one after it begins. */
  clipEndMs: number
  clipStartMs: number
  inSpeech: boolean
  /** Which words are before it is an estimate that no punctuation confirms. */
  doubtful: boolean
  /** A sentence has ended before it. */
  endsSentence: boolean
  cost: number
}

/** How far from its pause a word's time may be that was heard. */
const NEAR_HEARD_MS = 300
/** An estimate that is off by more may be off by a word. */
const SURE_MS = 250
/** Without punctuation only a pause that lies between the two words tells that somebody paused there. */
const NEAR_BREATH_MS = 80
/** And when times are estimates, a comma within reach has the better claim on it. It is looked for so many words around. */
export const CLAIM_WORDS = 2
/** Words that are further apart, without the pause between them, have something else between: each edge is looked for alone. */
export const WIDE_MS = 1_000
/** Words that lead over to the next one: nobody ends there, whatever the breath. */
const LEADING = new Set(
  'a an the my your his her its our their this these of to in on at by for from with into than as and or but if that who which is are was were be been not no very'.split(
    ' ',
  ),
)
const COST = {
  sentence: 0,
  clause: 0.8,
  comma: 1.4,
  /** From the shortest breath to one as long as ends a sentence. */
  breath: 2.6,
  longBreath: 0.6,
  noBreath: 6,
  leading: 3,
  shortPause: 0.8,
  farPause: 1.5,
  /** Above anything a piece can cost, so that speech is cut only where it would be over 14 s. */
  inSpeech: 60,
}
const GOOD_PAUSE_MS = 400

/**
 * The places to cut a text with the first `at` of its words before. There is always one in speech, for the last resort.
 * `pauses` are those near; `soundEndMs` is the recording's end, when it has been heard.
 */
export function cutPointsAt(
  at: number,
  words: readonly TimedWord[],
  pauses: readonly Pause[],
  soundEndMs: number | null,
): CutPoint[] {
  const [before, after] = [words[at - 1] ?? null, words[at] ?? null]
  const estimated = (before?.estimated ?? false) || (after?.estimated ?? false)
  const nearMs = estimated ? NEAR_ESTIMATED_MS : NEAR_HEARD_MS
  // Where nobody pauses before the first or after the last word, the recording's own edges are the pauses.
  const quiet = [...pauses]
  if (!pauses.some(({ startMs }) => startMs === 0)) quiet.unshift(noPause(0))
  if (soundEndMs !== null && !pauses.some(({ endMs }) => endMs === soundEndMs)) quiet.push(noPause(soundEndMs))
  const isWide = !before || !after || apart(before, after, pauses) > WIDE_MS
  const points = isWide
    ? widePoints(before, after, quiet, nearMs, soundEndMs ?? Infinity)
    : narrowPoints(before, after, unclaimed(at, words, pauses), nearMs)
  const endsSentence = !before || boundaryAfter(before.text, after?.text) === 'sentence'
  return points.map((point) => ({ ...point, at, endsSentence }))
}

/** Milliseconds between two words, without the longest pause there. */
function apart(before: TimedWord, after: TimedWord, pauses: readonly Pause[]): number {
  const quiet = pauses.map((pause) => Math.min(pause.endMs, after.startMs) - Math.max(pause.startMs, before.endMs))
  return after.startMs - before.endMs - Math.max(0, ...quiet)
}

type Point = Omit<CutPoint, 'at' | 'endsSentence'>
type Edges = Omit<Point, 'inSpeech' | 'doubtful' | 'cost'>
const noPause = (ms: number): Pause => ({ startMs: ms, endMs: ms, clipEndMs: ms, clipStartMs: ms })

/** The pauses that may be a place to cut here: all at punctuation, elsewhere those that no comma near has a claim on. */
function unclaimed(at: number, words: readonly TimedWord[], pauses: readonly Pause[]): readonly Pause[] {
  const own = words[at - 1]
  if (!own?.estimated || boundaryAfter(own.text, words[at]?.text) !== null) return pauses
  const others = words.slice(Math.max(0, at - 1 - CLAIM_WORDS), at + CLAIM_WORDS)
  const commas = others.filter(({ text }, i) => boundaryAfter(text, others[i + 1]?.text) !== null)
  return pauses.filter(
    ({ startMs, endMs }) =>
      !commas.some((word) => word.endMs > startMs - NEAR_ESTIMATED_MS && word.endMs < endMs + NEAR_ESTIMATED_MS),
  )
}

function narrowPoints(before: TimedWord, after: TimedWord, pauses: readonly Pause[], nearMs: number): Point[] {
  const points: Point[] = []
  const boundary = boundaryAfter(before.text, after.text)
  const reachMs = boundary === null ? NEAR_BREATH_MS : nearMs
  for (const pause of pauses) {
    const offMs = Math.max(0, pause.startMs - after.startMs, before.endMs - pause.endMs)
    if (offMs > reachMs) continue
    const lengthMs = pause.endMs - pause.startMs
    const kind = boundary === null ? costOfBreath(before.text, lengthMs) : COST[boundary]
    const short = COST.shortPause * (1 - Math.min(1, lengthMs / GOOD_PAUSE_MS))
    const doubtful = isGuess(before, after) || (before.estimated && offMs > SURE_MS)
    const cost = kind + short + (COST.farPause * offMs) / nearMs
    points.push({ ...edgesIn(pause), inSpeech: false, doubtful, cost })
  }
  return [
    ...points,
    { ...edgesInSpeech(before, after), inSpeech: true, doubtful: before.estimated, cost: COST.inSpeech },
  ]
}

/** Between the words, however far apart they are. */
function edgesInSpeech(before: TimedWord, after: TimedWord): Edges {
  if (after.startMs - before.endMs <= WIDE_MS) return edgesIn(noPause(Math.round((before.endMs + after.startMs) / 2)))
  const [endMs, startMs] = [before.endMs, after.startMs]
  return { speechEndMs: endMs, speechStartMs: startMs, clipEndMs: endMs, clipStartMs: startMs }
}

function costOfBreath(word: string, lengthMs: number): number {
  const leading = LEADING.has(word.toLowerCase()) ? COST.leading : 0
  if (lengthMs < BREATH_MS) return COST.noBreath + leading
  const long = Math.min(1, (lengthMs - BREATH_MS) / (MAX_JOIN_GAP_MS - BREATH_MS))
  return COST.breath - (COST.breath - COST.longBreath) * long + leading
}

/** The end of what is before and the beginning of what is after, each in its own pause, or both in the same. */
function widePoints(
  before: TimedWord | null,
  after: TimedWord | null,
  quiet: readonly Pause[],
  nearMs: number,
  soundEndMs: number,
): Point[] {
  const ends = before ? edgesNear(quiet, 'startMs', before.endMs, nearMs, soundEndMs) : [NO_EDGE]
  const starts = after ? edgesNear(quiet, 'endMs', after.startMs, nearMs, soundEndMs) : [NO_EDGE]
  const points: Point[] = []
  for (const end of ends) {
    for (const start of starts) {
      const edges =
        end.pause && end.pause === start.pause ? edgesIn(end.pause) : edgesApart(before && end, after && start)
      const crossed = edges.clipEndMs > edges.clipStartMs || edges.speechEndMs > edges.speechStartMs
      if (before && after && crossed) continue
      points.push({
        ...edges,
        inSpeech: end.pause === null || start.pause === null,
        doubtful: before !== null && isGuess(before, after),
        cost: end.cost + start.cost,
      })
    }
  }
  return points
}

/** Only the estimated times of the words say that the cut is just here. */
const isGuess = (before: TimedWord, after: TimedWord | null): boolean =>
  before.estimated && after !== null && boundaryAfter(before.text, after.text) === null

type Edge = { ms: number; pause: Pause | null; cost: number }
const NO_EDGE: Edge = { ms: 0, pause: noPause(0), cost: 0 }

function edgesNear(
  quiet: readonly Pause[],
  side: 'startMs' | 'endMs',
  ms: number,
  nearMs: number,
  soundEndMs: number,
): Edge[] {
  const edges = quiet
    .map((pause): Edge => ({ ms: pause[side], pause, cost: (COST.farPause * Math.abs(pause[side] - ms)) / nearMs }))
    .filter(({ cost }) => cost <= COST.farPause)
  return [...edges, { ms: Math.min(ms, soundEndMs), pause: null, cost: COST.inSpeech }]
}

/** Both edges in one pause, whose quiet is shared by the two. */
const edgesIn = (pause: Pause): Edges => ({
  speechEndMs: pause.startMs,
  speechStartMs: pause.endMs,
  clipEndMs: pause.clipEndMs,
  clipStartMs: pause.clipStartMs,
})

/** Each edge in a pause of its own, or at the beginning or end of the text; there is something else on its other side. */
function edgesApart(end: Edge | null, start: Edge | null): Edges {
  const speechEndMs = end?.ms ?? 0
  const speechStartMs = start?.ms ?? speechEndMs
  return {
    speechEndMs,
    speechStartMs,
    clipEndMs: end?.pause?.clipEndMs ?? speechEndMs,
    clipStartMs: start?.pause?.clipStartMs ?? speechStartMs,
  }
}

/** Something of this length is said between two words that the text does not have. */
const UNWRITTEN_MS = 600
const JOIN_COST = { sentence: 3.5, silence: 6, silenceMs: 250, unwritten: 200 }

/** What it costs not to cut between two words: over the end of a sentence, a long silence, or speech that is not written. */
export function costOfJoining(before: TimedWord, after: TimedWord, pauses: readonly Pause[]): number {
  const between = pauses.filter(({ startMs, endMs }) => endMs > before.endMs && startMs < after.startMs)
  const quietMs = between.reduce(
    (sum, { startMs, endMs }) => sum + Math.min(endMs, after.startMs) - Math.max(startMs, before.endMs),
    0,
  )
  const silenceMs = Math.max(0, ...between.map(({ startMs, endMs }) => endMs - startMs))
  const isUnwritten = after.startMs - before.endMs - quietMs > UNWRITTEN_MS
  return (
    (boundaryAfter(before.text, after.text) === 'sentence' ? JOIN_COST.sentence : 0) +
    (silenceMs > MAX_JOIN_GAP_MS ? JOIN_COST.silence + (silenceMs - MAX_JOIN_GAP_MS) / JOIN_COST.silenceMs : 0) +
    (isUnwritten ? JOIN_COST.unwritten : 0)
  )
}
