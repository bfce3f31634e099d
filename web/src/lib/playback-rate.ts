import { isNumber, readStored, writeStored } from './storage.ts'

export const SLOWEST = 0.5
export const FASTEST = 2
const STEP = 0.05

/** Twentieths, so that repeated steps do not drift (0.1 + 0.2). */
export function stepRate(rate: number, steps: number): number {
  const next = (Math.round(rate / STEP) + steps) * STEP
  return Math.round(Math.min(FASTEST, Math.max(SLOWEST, next)) * 100) / 100
}

export function storedRate(): number {
  return stepRate(readStored('rate', isNumber) ?? 1, 0)
}

export function storeRate(rate: number): void {
  writeStored('rate', rate)
}
