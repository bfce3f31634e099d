/**
 * From words with times and the pauses of the sound to practice sentences. Of all ways to cut the text the cheapest one is
 * taken (a shortest path over the places to cut): pieces of a size to hold in the head, cut at the ends of sentences, else
 * of clauses, else at breaths, and in speech only where a clip would be over 14 s. A sentence comes out as soon as
 * nothing that follows can change it, so the result does not depend on how fast the sound comes in.
 */
import { CLAIM_WORDS, costOfJoining, cutPointsAt, type CutPoint } from './cut-points.ts'
import { COMFORTABLE_MS, COMFORTABLE_WORDS, MIN_CLIP_MS, MIN_PIECE_MS, NEAR_ESTIMATED_MS } from './limits.ts'
import type { PauseFinder } from './pause-finder.ts'
import type { TimedWord } from './timed-word.ts'

/** Words `from` up to, not including, `to` of the text, and their clip. */
export type WordPiece = {
  from: number
  to: number
  text: string
  startMs: number
  endMs: number
  /** An edge lies inside speech, because nobody paused for too long. */
  cutInSpeech: boolean
  /** Which words are beside that edge is an estimate that no punctuation confirms. */
  startDoubtful: boolean
  endDoubtful: boolean
}

export type WordCutter = {
  /** The next words of the text, in order of time. */
  addWords: (words: readonly TimedWord[]) => void
  /** The pieces that are certain now, given what the pause finder has heard since. */
  settled: () => WordPiece[]
  /** No words follow, and the recording has ended: the rest. */
  end: (soundEndMs: number) => WordPiece[]
  /** No piece to come starts before this, if no word that is added does. */
  keepFromMs: () => number
}

/** A cut, and the best way to it. */
type Node = CutPoint & { total: number; from: Node | null }

export const MAX_CLIP_MS = 14_000
const MIN_WORDS = 3
/** Nobody takes longer for a word; a time that says so is wrong. */
const MAX_WORD_MS = 3_000
/** Times that stand still or go back are moved on by this much, so that there is a moment between any two words. */
const MIN_WORD_MS = 10
const COST = {
  tooMany: 2,
  perWord: 0.5,
  /** For each word that is missing to a fragment, and to a whole sentence of one or two words. */
  fragment: 2.5,
  shortSentence: 0.5,
  tooLong: 1.5,
  shortMs: 400,
  shortClip: 6,
}
/** Beyond what a node needs to be able to reach a cut that is not there yet. */
const REACH_MS = MAX_CLIP_MS + 2 * NEAR_ESTIMATED_MS
/** A clip begins at most so far before its first word is said to begin. */
export const UNSEEN_MS = 2_000

export function createWordCutter(pauses: PauseFinder): WordCutter {
  const words: TimedWord[] = []
  /** Sum of the costs of joining over the gaps before each word. */
  const joining: number[] = [0]
  let nodes: Node[] = []
  /** The gap that is looked at next: that many words are before it. */
  let nextGap = 0
  let root: Node | null = null

  function addWords(added: readonly TimedWord[]): void {
    for (const word of added) {
      const startMs = Math.max(word.startMs, words.at(-1)?.endMs ?? 0)
      const endMs = Math.min(Math.max(word.endMs, startMs + MIN_WORD_MS), startMs + MAX_WORD_MS)
      words.push({ ...word, startMs, endMs })
    }
  }

  function look(gap: number, soundEndMs: number | null): void {
    const [before, after] = [words[gap - 1] ?? null, words[gap] ?? null]
    const fromMs = Math.min(before?.endMs ?? Infinity, after?.startMs ?? Infinity) - NEAR_ESTIMATED_MS
    const toMs = Math.max(before?.endMs ?? 0, after?.startMs ?? 0) + NEAR_ESTIMATED_MS
    const near = pauses.between(fromMs, toMs)
    if (before && after) joining[gap] = (joining[gap - 1] ?? 0) + costOfJoining(before, after, near)
    for (const point of cutPointsAt(gap, words, near, soundEndMs)) {
      const node = gap === 0 ? { ...point, total: point.cost, from: null } : bestWayTo(point)
      if (node) nodes.push(node)
    }
  }

  function bestWayTo(point: CutPoint): Node | null {
    let best: Node | null = null
    for (const from of nodes) {
      if (from.at >= point.at) continue
      const total = from.total + costOfPiece(from, point) + point.cost
      if (total < (best?.total ?? Infinity)) best = { ...point, total, from }
    }
    return best
  }

  function costOfPiece(from: CutPoint, to: CutPoint): number {
    const speechMs = to.speechEndMs - from.speechStartMs
    const clipMs = to.clipEndMs - from.clipStartMs
    if (speechMs <= 0 || clipMs <= 0 || clipMs > MAX_CLIP_MS) return Infinity
    const count = to.at - from.at
    const fewWords = from.endsSentence && to.endsSentence ? COST.shortSentence : COST.fragment
    return (
      (joining[to.at - 1] ?? 0) -
      (joining[from.at] ?? 0) +
      (count > COMFORTABLE_WORDS ? COST.tooMany + COST.perWord * (count - COMFORTABLE_WORDS) : 0) +
      (count < MIN_WORDS ? fewWords * (MIN_WORDS - count) : 0) +
      (clipMs < MIN_CLIP_MS ? COST.shortClip : 0) +
      (speechMs > COMFORTABLE_MS ? COST.tooLong + (speechMs - COMFORTABLE_MS) / 1000 : 0) +
      (speechMs < MIN_PIECE_MS && fewWords === COST.fragment ? (MIN_PIECE_MS - speechMs) / COST.shortMs : 0)
    )
  }

  /** The pieces on the way to a node that have not been given out. */
  function piecesTo(node: Node): WordPiece[] {
    const pieces: WordPiece[] = []
    for (let to = node; to.from && to !== root; to = to.from) {
      pieces.unshift({
        from: to.from.at,
        to: to.at,
        text: words
          .slice(to.from.at, to.at)
          .map(({ text }) => text)
          .join(' '),
        startMs: to.from.clipStartMs,
        endMs: to.clipEndMs,
        cutInSpeech: to.from.inSpeech || to.inSpeech,
        startDoubtful: to.from.doubtful,
        endDoubtful: to.doubtful,
      })
    }
    root = node
    return pieces
  }

  return {
    addWords,
    settled() {
      const heardMs = pauses.settledMs()
      const before = nextGap
      for (; words.length > nextGap + CLAIM_WORDS; nextGap++) {
        if ((words[nextGap]?.startMs ?? Infinity) + NEAR_ESTIMATED_MS >= heardMs) break
        look(nextGap, null)
      }
      if (nextGap === before) return []
      const reachFromMs = (words[nextGap - 1]?.startMs ?? 0) - REACH_MS
      const live = nodes.filter(({ clipStartMs }) => clipStartMs >= reachFromMs)
      const ways = waysTo(live)
      nodes = nodes.filter((node) => ways.has(node))
      const common = commonCut(nodes, live)
      return common ? piecesTo(common) : []
    },
    end(soundEndMs) {
      // What is said to begin after the end was not said.
      while ((words.at(-1)?.startMs ?? -Infinity) > soundEndMs - MIN_WORD_MS) words.pop()
      while (nextGap <= words.length && words.length > 0) look(nextGap++, soundEndMs)
      const last = nodes.filter(({ at }) => at === words.length).toSorted((a, b) => a.total - b.total)[0]
      return last ? piecesTo(last) : []
    },
    keepFromMs() {
      if (root) return root.clipStartMs
      const unseenMs = Math.min(words[nextGap]?.startMs ?? Infinity, pauses.settledMs()) - UNSEEN_MS
      return Math.min(...nodes.map(({ clipStartMs }) => clipStartMs), unseenMs)
    },
  }
}

/** The nodes and all that are on the best ways to them. */
function waysTo(nodes: readonly Node[]): Set<Node> {
  const ways = new Set<Node>()
  for (const node of nodes) {
    for (let at: Node | null = node; at && !ways.has(at); at = at.from) ways.add(at)
  }
  return ways
}

/** The last cut that is on the best way to every live one; null when they have none in common. `nodes` are in order. */
function commonCut(nodes: readonly Node[], live: readonly Node[]): Node | null {
  const open = new Set(live)
  for (const node of nodes.toReversed()) {
    if (!open.has(node)) continue
    if (open.size === 1) return node
    if (!node.from) return null
    open.delete(node)
    open.add(node.from)
  }
  return null
}
