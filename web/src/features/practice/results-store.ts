import { isNumber, isRecord, isString, readStored, writeStored } from '../../lib/storage.ts'

/** The latest result of each sentence of a set, in this browser: what the summary and the missed round are made of. */
export type SentenceResult = {
  /** Words heard, of how many. */
  heard: number
  words: number
  isCorrect: boolean
  /** Words of the transcript that were not heard, bare and in lower case. */
  missed: string[]
  /** It had been right before: being solved says nothing of this try. */
  wasSolved?: boolean
}
export type SetResults = Readonly<Record<string, SentenceResult>>

function isResult(value: unknown): value is SentenceResult {
  return (
    isRecord(value) &&
    isNumber(value.heard) &&
    isNumber(value.words) &&
    typeof value.isCorrect === 'boolean' &&
    Array.isArray(value.missed) &&
    value.missed.every(isString)
  )
}

function isResults(value: unknown): value is SetResults {
  return isRecord(value) && Object.values(value).every(isResult)
}

const key = (exerciseSetId: string) => `results:${exerciseSetId}`

export function loadResults(exerciseSetId: string): SetResults {
  return readStored(key(exerciseSetId), isResults) ?? {}
}

export function saveResults(exerciseSetId: string, results: SetResults): void {
  writeStored(key(exerciseSetId), results)
}
