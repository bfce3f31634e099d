import { createDb } from '../db/client.ts'
import type { Ctx } from '../services/context.ts'

export class Death extends Error {}

/**
 * The same world for somebody who dies: after `steps` effects (calls of D1, R2 and of job objects that may write), which do
 * happen, nobody hears of the last one and no other is made.
 */
export function dyingCtx(ctx: Ctx, steps: number): Ctx {
  let left = steps
  const last = async <T>(effect: Promise<T>): Promise<T> => {
    const result = await effect
    left -= 1
    if (left <= 0) throw new Death()
    return result
  }
  const alive = (): void => {
    if (left <= 0) throw new Death()
  }
  const real = new WeakMap<object, D1PreparedStatement>()
  const statement = (inner: D1PreparedStatement): D1PreparedStatement => {
    const isRead = (text: string): boolean => /^\s*select/i.test(text)
    const outer = new Proxy(inner, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => statement(target.bind(...values))
        const method: unknown = Reflect.get(target, name, target)
        if (typeof method !== 'function') return method
        return (...values: unknown[]) => {
          alive()
          const done = method.apply(target, values) as Promise<unknown>
          return isRead(texts.get(target) ?? '') ? done : last(done)
        }
      },
    })
    real.set(outer, inner)
    return outer
  }
  const texts = new WeakMap<object, string>()
  const d1 = new Proxy(ctx.db.$client, {
    get(target, name) {
      if (name === 'prepare') {
        return (text: string) => {
          const prepared = target.prepare(text)
          texts.set(prepared, text)
          return statement(prepared)
        }
      }
      if (name === 'batch') {
        return (statements: D1PreparedStatement[]) => {
          alive()
          return last(target.batch(statements.map((one) => real.get(one) ?? one)))
        }
      }
      return Reflect.get(target, name, target) as unknown
    },
  })
  const counted = <T extends object>(part: T, reads: readonly string[]): T =>
    new Proxy(part, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name, target)
        if (typeof method !== 'function') return method
        return (...values: unknown[]) => {
          alive()
          const done: unknown = method.apply(target, values)
          if (reads.includes(String(name))) return done
          // What an object answers is a promise of the platform's own making, and no `Promise`.
          const isPromise = typeof (done as { then?: unknown }).then === 'function'
          return isPromise ? last(Promise.resolve(done)) : counted(done as object, [])
        }
      },
    })
  return { ...ctx, db: createDb(d1), media: counted(ctx.media, ['get', 'head', 'list']), jobs: counted(ctx.jobs, []) }
}
