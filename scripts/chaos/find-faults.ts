import type { JobView } from '../../workers/contract/jobs.ts'
import type { PatientClient, Sentence } from './patient-client.ts'
import type { JobMoney } from './read-state.ts'

export type Ended = { job: JobView; letter: string; sentences: Sentence[] }

/** What a recording is when nothing goes wrong. */
export type Calm = { sentences: readonly Sentence[]; credits: number }

const OF_RUNNERS: ReadonlySet<string> = new Set(['runner_lost', 'runner_unavailable'])
/** Failed because no runner was left for it: right only where each of its attempts came to grief. */
export const isOfRunners = ({ job }: Ended): boolean => job.status === 'failed' && OF_RUNNERS.has(job.errorCode ?? '')

/**
 * What is wrong with the sentences of a job that has ended; no faults are the whole of it, or a beginning that has what was
 * ever seen of it.
 */
export async function sentenceFaults(client: PatientClient, ended: Ended, calm: Calm): Promise<string[]> {
  const { job, sentences } = ended
  const faults: string[] = []
  const say = (what: string): void => void faults.push(`${job.jobId} (${ended.letter}, ${job.status}): ${what}`)
  // The recordings are good: only that no runner was left may fail a job.
  if (job.status === 'failed' && !isOfRunners(ended)) say(`failed with ${job.errorCode}`)
  const seen = client.seenReady.get(job.jobId) ?? 0
  if (sentences.length < seen) say(`had ${seen} finished sentences once and has ${sentences.length}`)
  const texts = sentences.map(({ text }) => text)
  const expected = calm.sentences.map(({ text }) => text)
  if (job.status === 'succeeded' && texts.length !== expected.length) {
    say(`${texts.length} sentences, ${expected.length} wanted`)
  }
  if (texts.join('|') !== expected.slice(0, texts.length).join('|')) {
    say(`says ${JSON.stringify(texts)}, not ${JSON.stringify(expected)}`)
  }
  sentences.forEach(({ startMs }, index) => {
    if (startMs < (sentences[index - 1]?.endMs ?? 0)) say(`sentence ${index} begins before the last one ended`)
  })
  if (job.readyItems !== sentences.length) say(`tells of ${job.readyItems} sentences and has ${sentences.length}`)
  for (const [index, sentence] of sentences.entries()) {
    if ((await client.soundBytes(sentence)) === 0) say(`sentence ${index} has no sound`)
  }
  return faults
}

/** Price of a second with the model the jobs use, as the contract has it. Credits. */
const PER_SECOND = 0.1

/** What is wrong with what a job cost. Every run that delivered something may round up once. */
export function moneyFaults({ job, sentences }: Ended, money: JobMoney | undefined, calm: Calm): string[] {
  if (!money) return [`${job.jobId}: has no row`]
  const faults: string[] = []
  const say = (what: string): void => void faults.push(`${job.jobId} (${job.status}, ${money.runs} runs): ${what}`)
  const { settled } = money
  if (money.open > 0) say(`${money.open} holds are open`)
  const whole = calm.credits
  const delivered = Math.ceil(((sentences.at(-1)?.endMs ?? 0) / 1000) * PER_SECOND - 1e-9)
  if (job.status === 'succeeded' && (settled < whole || settled > whole + money.runs - 1)) {
    say(`took ${settled} credits, ${whole} are right`)
  }
  if (job.status === 'cancelled' && settled > delivered + money.runs - 1) {
    say(`took ${settled} credits for what is worth ${delivered}`)
  }
  if (job.status === 'cancelled' && money.runs === 1 && sentences.length > 0 && settled !== delivered) {
    say(`took ${settled} credits for what is worth ${delivered}`)
  }
  if (job.status === 'failed' && money.runs === 1 && settled !== 0) say(`failed and took ${settled} credits`)
  return faults
}
