import { Buffer } from 'node:buffer'

const keys = new WeakMap<Uint8Array, Promise<CryptoKey>>()

/** Imported once per isolate. */
export function hmacKey(secret: Uint8Array): Promise<CryptoKey> {
  const known = keys.get(secret)
  if (known) return known
  const key = crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
  keys.set(secret, key)
  return key
}

/** HMAC-SHA-256 of a text, hex: the same for the same text, and without the secret nobody can try texts against it. */
export async function keyedHash(secret: Uint8Array, text: string): Promise<string> {
  const hash = await crypto.subtle.sign('HMAC', await hmacKey(secret), new TextEncoder().encode(text))
  return Buffer.from(hash).toString('hex')
}
