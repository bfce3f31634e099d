import { env } from 'cloudflare:workers'

/**
 * Trouble for the Worker under test, its job objects included: the nth call to the real local D1 from now on fails before
 * it is made, or after: the effect is there, the answer is lost.
 */
type Trouble = { inCalls: number; what: 'before' | 'after' }

let troubles: Trouble[] = []
export const d1Calls = { lostBefore: 0, lostAfter: 0 }

export function causeTrouble(next: readonly Trouble[]): void {
  troubles = next.map((trouble) => ({ ...trouble }))
}

const lost = () => new Error('D1_ERROR: the connection was lost')

async function around<T>(call: () => Promise<T>): Promise<T> {
  for (const trouble of troubles) trouble.inCalls -= 1
  const due = troubles.find((trouble) => trouble.inCalls < 0)
  troubles = troubles.filter((trouble) => trouble !== due)
  if (due?.what === 'before') {
    d1Calls.lostBefore += 1
    throw lost()
  }
  const result = await call()
  if (due?.what === 'after') {
    d1Calls.lostAfter += 1
    throw lost()
  }
  return result
}

type Methods = Record<string, (...args: unknown[]) => Promise<unknown>>

function wrap(prototype: Methods, names: readonly string[]): void {
  for (const name of names) {
    const original = prototype[name]
    if (!original) throw new Error(`D1 has no ${name}`)
    prototype[name] = function wrapped(this: unknown, ...args: unknown[]) {
      return around(() => original.apply(this, args))
    }
  }
}

/** Once a file, before the first trouble. Every binding in the isolate shares these prototypes. */
export function wrapD1(): void {
  wrap(Object.getPrototypeOf(env.DB) as Methods, ['batch'])
  wrap(Object.getPrototypeOf(env.DB.prepare('SELECT 1')) as Methods, ['all', 'run', 'raw', 'first'])
}
