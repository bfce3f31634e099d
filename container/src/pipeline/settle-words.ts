/**
 * Where the words beside a cut are only estimated to be there, both sides are listened to, and the words go to the side
 * that says them. Where that cannot be told, both are marked. Text whose punctuation tells where it is cut needs none of this.
 */
import { tokensOf } from '../../../workers/domain/segments/timed-word.ts'
import { splitByHearing } from '../../../workers/domain/subtitles/move-words.ts'
import type { CueSentence } from '../../../workers/domain/subtitles/cut-cues.ts'
import type { Recogniser } from '../asr/recogniser.ts'
import type { CutSentence } from './cut-subtitles.ts'
import { prefetch } from './prefetch.ts'
import { textOf } from './text-of.ts'

type Listened = { sentence: CueSentence; says: Promise<string> | null }

/** The same sentences in order; up to `ahead` are under way at once. Throws `JobFailure` `asr_failed`. */
export async function* settleWords(
  sentences: AsyncIterable<CutSentence>,
  recogniser: Recogniser,
  { ahead, signal }: { ahead: number; signal: AbortSignal },
): AsyncGenerator<CueSentence, void, undefined> {
  let held: Listened | null = null
  for await (const next of prefetch(listen(sentences, recogniser, signal), ahead)) {
    if (!held) held = next
    else {
      const [first, second] = await settled(held, next)
      yield first
      held = { ...next, sentence: second }
    }
  }
  if (held) yield held.sentence
}

/** Starts to listen to each sentence in doubt as it is pulled; the promises are awaited in order further on. */
async function* listen(
  sentences: AsyncIterable<CutSentence>,
  recogniser: Recogniser,
  signal: AbortSignal,
): AsyncGenerator<Listened, void, undefined> {
  let urgent = true
  for await (const { samples, ...sentence } of sentences) {
    const says = samples && textOf(samples, { recogniser, signal, urgent })
    // Awaited in turn; until then a rejection must not count as unhandled.
    says?.catch(() => {})
    yield { sentence, says }
    urgent = false
  }
}

const inDoubt = (sentence: CueSentence): CueSentence => ({ ...sentence, rereadDiffers: true })

async function settled(first: Listened, second: Listened): Promise<[CueSentence, CueSentence]> {
  const [one, other] = [first.sentence, second.sentence]
  if (!one.endDoubtful || !first.says || !second.says) return [one, other]
  const words = tokensOf(`${one.text} ${other.text}`)
  const at = splitByHearing(words, tokensOf(one.text).length, [await first.says, await second.says])
  if (at === null) return [inDoubt(one), inDoubt(other)]
  return [
    { ...one, text: words.slice(0, at).join(' ') },
    { ...other, text: words.slice(at).join(' ') },
  ]
}
