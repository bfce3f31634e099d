/** A process whose main thread is busy for good right after its heartbeats have begun. Arguments: callback URL, deadAfterMs. */
import { startHeartbeats } from '../src/job/heartbeats.ts'

const [callbackUrl = '', deadAfterMs = ''] = process.argv.slice(2)
startHeartbeats(Number(deadAfterMs)).start({ callbackUrl, token: 'token', heartbeatMs: 50 }, new AbortController())
// The thread is given its order, then nothing of this thread moves any more.
setTimeout(() => {
  process.stdout.write('blocked')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}, 500)
