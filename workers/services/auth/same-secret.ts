import { timingSafeEqual } from 'node:crypto'

const digest = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

/** Compares in a time that tells nothing of where, or by how much in length, the two differ. */
export async function isSameSecret(given: string, expected: string): Promise<boolean> {
  return timingSafeEqual(await digest(given), await digest(expected))
}
