/**
 * What a provider of models is to the runner: one file a kind of API, behind these two shapes. Providers only ask and
 * read the answer; limits, retries, fallbacks and health are the gate's (route-gate.ts).
 */
import type { RunnerRoute } from '../../../workers/contract/model-routes.ts'

/** One call: the route, its key (empty for a server that wants none), and what ends it. `baseUrl` has no slash at its end. */
export type ModelCall = { route: RunnerRoute; baseUrl: string; key: string; signal: AbortSignal }

/** A word as the provider heard it. Milliseconds from the beginning of the piece. */
export type HeardWord = { text: string; startMs: number; endMs: number }

/** `words` null: the provider gives no times, or gave none. */
export type Transcript = { text: string; words: HeardWord[] | null }

export type AsrProvider = {
  /** The longest piece to send, in milliseconds; 0: a stretch of speech at a time, because no times come back. */
  maxPieceMs: number
  /** Writes down 16 kHz mono samples in -1..1. Rejects with `ProviderError`. */
  transcribe: (samples: Float32Array, call: ModelCall) => Promise<Transcript>
}

/** Sentences to translate, in order, and those around them, which only explain. */
export type TextBatch = { before: readonly string[]; lines: readonly string[]; after: readonly string[] }

export type MtProvider = {
  /** How many sentences to send at once. */
  maxLines: number
  /**
   * One translation per line, in the same order; null where the model left one out. Rejects with `ProviderError`, of kind
   * `mismatch` when it cannot be told which translation belongs to which line.
   */
  translate: (batch: TextBatch, call: ModelCall) => Promise<(string | null)[]>
}
