import { Buffer } from 'node:buffer'

/** RFC 4648 base32 letters; 12 of them are 60 random bits. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
export const RANDOM_LENGTH = 12

/** Prefix and 12 unguessable characters. 32 divides 256, so a byte's low five bits are uniform. */
export function makeCode(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_LENGTH))
  return prefix + Array.from(bytes, (byte) => ALPHABET.charAt(byte & 31)).join('')
}

/** People type codes from paper and chats: case, spaces and hyphens do not matter, nor does full width. */
export const normaliseCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')

/** What is kept of a code in clear, to find it again: the prefix and its first 4 characters. */
export const visiblePrefix = (code: string): string => code.slice(0, code.length - RANDOM_LENGTH + 4)

/** SHA-256 of the normalised code, hex. */
export async function hashCode(code: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code))
  return Buffer.from(digest).toString('hex')
}
