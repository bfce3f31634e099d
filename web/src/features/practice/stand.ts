import type { ItemView } from '../../../../workers/contract/exercises.ts'

type Sentence = Pick<ItemView, 'id' | 'startMs'>

/**
 * Where one stands: at a sentence, or behind it, where the next one is awaited or the set ends. By id: an edit, here or on
 * another device, moves the numbers.
 */
export type Stand = { id: string; startMs: number; isBehind: boolean }

/** At the sentence `index` of `order`; beyond the last one, behind it. */
export function standAt(order: readonly Sentence[], index: number): Stand {
  const { id, startMs } = order[Math.max(0, Math.min(index, order.length - 1))] ?? { id: '', startMs: 0 }
  return { id, startMs, isBehind: index >= order.length }
}

/** The number of the sentence where one stands. One that was split or joined has an heir: what begins where it began. */
export function indexOf(order: readonly Sentence[], { id, startMs, isBehind }: Stand): number {
  const own = order.findIndex((item) => item.id === id)
  const index = own === -1 ? order.findLastIndex((item) => item.startMs <= startMs) : own
  return Math.max(0, index) + (isBehind ? 1 : 0)
}
