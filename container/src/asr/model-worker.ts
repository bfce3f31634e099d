/**
 * A thread with models of its own. onnxruntime computes on the thread that calls it, so everything that must stay
 * responsive (heartbeats, health, cancel) lives on the other side of this port. One task at a time.
 */
import { parentPort, threadId, workerData } from 'node:worker_threads'
import { traceClock } from '../pipeline/trace.ts'
import { freeNow } from '../free-now.ts'
import { loadMoonshine } from './moonshine.ts'
import { freshMemory, loadSilero, type SileroMemory } from './silero.ts'
import {
  READY_ID,
  type WorkerAnswer,
  type WorkerInit,
  type WorkerRequest,
  type WorkerResult,
  type WorkerTask,
} from './worker-protocol.ts'

type Handler = (task: WorkerTask) => Promise<WorkerResult>

async function recogniseHandler(modelDir: string): Promise<Handler> {
  const model = await loadMoonshine(modelDir)
  // The first run builds buffers and costs three times the next one: better now than in somebody's first sentence.
  await model.recognise(new Float32Array(16_000))
  return async (task) => {
    if (task.kind !== 'recognise') throw new Error(`a recogniser was asked to ${task.kind}`)
    const beganAt = traceClock()
    let encodedAt = beganAt
    const recognition = await model.recognise(task.samples, () => (encodedAt = traceClock()))
    freeNow(task.samples)
    return { kind: 'recognise', recognition, beganAt, encodedAt, endedAt: traceClock(), thread: threadId }
  }
}

async function detectHandler(modelDir: string): Promise<Handler> {
  const model = await loadSilero(modelDir)
  const memories = new Map<number, SileroMemory>()
  return async (task) => {
    if (task.kind === 'forget') {
      memories.delete(task.stream)
      return { kind: 'forget' }
    }
    if (task.kind !== 'detect') throw new Error(`a speech detector was asked to ${task.kind}`)
    const memory = memories.get(task.stream) ?? freshMemory()
    memories.set(task.stream, memory)
    const beganAt = traceClock()
    const probabilities = await model.probabilities(task.samples, memory)
    freeNow(task.samples)
    return { kind: 'detect', probabilities, beganAt, endedAt: traceClock() }
  }
}

const { role, modelDir }: WorkerInit = workerData
const handle = await (role === 'recognise' ? recogniseHandler(modelDir) : detectHandler(modelDir))
const answer = (message: WorkerAnswer): void => parentPort?.postMessage(message)

// The pool sends the next task after the answer to the last one, so tasks never interleave here.
parentPort?.on('message', ({ id, task }: WorkerRequest) => {
  handle(task).then(
    (result) => answer({ id, result }),
    (error: unknown) => answer({ id, error: error instanceof Error ? error.message : String(error) }),
  )
})
answer({ id: READY_ID, result: null })
