import type { Recognition } from './recogniser.ts'

/** What a model worker is started with; each worker holds the models of one role. */
export type WorkerInit = { role: 'recognise' | 'detect'; modelDir: string }

/** A piece of work. `stream` names the recording whose memory the speech detector goes on with. */
export type WorkerTask =
  | { kind: 'recognise'; samples: Float32Array }
  | { kind: 'detect'; stream: number; samples: Float32Array }
  | { kind: 'forget'; stream: number }

export type WorkerRequest = { id: number; task: WorkerTask }

export type WorkerResult =
  /** The times are milliseconds since 1970, with fractions: when the encoder began, when the decoder did, and the end. */
  | { kind: 'recognise'; recognition: Recognition; beganAt: number; encodedAt: number; endedAt: number; thread: number }
  | { kind: 'detect'; probabilities: Float32Array; beganAt: number; endedAt: number }
  | { kind: 'forget' }

/** `id` -1 says that the models are loaded. */
export type WorkerAnswer = { id: number; result: WorkerResult | null } | { id: number; error: string }
export const READY_ID = -1
