import { Buffer } from 'node:buffer'
import { AppError } from '../../contract/errors.ts'
import { hmacKey, keyedHash } from '../keyed-hash.ts'

const HOUR_MS = 3_600_000

const message = (itemId: string, expires: string) => `listening:clip:${itemId}:${expires}`

/**
 * The address of a clip that an `<audio>` element can play without a header. Good for one to two hours: the end is rounded
 * to the hour so that the address, and with it the browser's cache, lives as long. `version` is for caches only: another
 * one is another address.
 */
export async function signClipUrl(secret: Uint8Array, itemId: string, version: string, now: number): Promise<string> {
  const expires = String((Math.floor(now / HOUR_MS) + 2) * HOUR_MS)
  const signature = await keyedHash(secret, message(itemId, expires))
  return `/api/v2/exercises/items/${itemId}/audio?clip=${version}&expires=${expires}&signature=${signature}`
}

/** @throws AppError invalid_token when the signature is not ours, is for another clip, or has expired */
export async function verifyClipSignature(
  secret: Uint8Array,
  itemId: string,
  query: { expires: string; signature: string },
  now: number,
): Promise<void> {
  // Of a text that is not hex, Buffer keeps what comes before the fault: too short to be a signature.
  const bytes = Buffer.from(query.signature, 'hex')
  const text = new TextEncoder().encode(message(itemId, query.expires))
  const isOurs = await crypto.subtle.verify('HMAC', await hmacKey(secret), bytes, text)
  if (!isOurs || Number(query.expires) <= now) throw new AppError('invalid_token')
}
