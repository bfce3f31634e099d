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
  | { kind: 'recognise'; recognition: Recognition; computeMs: number }
  | { kind: 'detect'; probabilities: Float32Array }
  | { kind: 'forget' }

/** `id` -1 says that the models are loaded. */
export type WorkerAnswer = { id: number; result: WorkerResult | null } | { id: number; error: string }
export const READY_ID = -1
