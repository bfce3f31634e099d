import { describe, expect, it } from 'vitest'
import { maybeMedia } from './sniff.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('maybeMedia', () => {
  it.each([
    ['an empty file', bytes('')],
    ['a text', bytes('just a text, named .mp4')],
    ['a Chinese text, cut inside a character', bytes('这是一个文本文件').subarray(0, 10)],
    ['a page', bytes('<!doctype html>\n<html>')],
    ['a playlist', bytes('#EXTM3U\n#EXT-X-VERSION:3\n')],
    ['a PDF', bytes('%PDF-1.7\n\u0000')],
    ['a PNG', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])],
    ['a JPEG', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
    ['a ZIP', bytes('PK\u0003\u0004\u0014\u0000')],
  ])('refuses %s', (_what, head) => {
    expect(maybeMedia(head)).toBe(false)
  })

  it.each([
    ['MP4', Uint8Array.from([0, 0, 0, 0x20, ...bytes('ftypisom')])],
    ['WebM', Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, 0x9f])],
    ['MP3 with a tag', bytes('ID3\u0004\u0000\u0000')],
    ['bare MP3', Uint8Array.from([0xff, 0xfb, 0x90, 0x64, 0x00])],
    ['ADTS', Uint8Array.from([0xff, 0xf1, 0x50, 0x80, 0x2e, 0x7f, 0xfc])],
    ['WAV whose size happens to be printable', bytes('RIFFabcdWAVEfmt ')],
    ['FLAC', bytes('fLaC')],
    ['Ogg', bytes('OggS')],
    ['AMR', bytes('#!AMR\n')],
    ['bytes that are no UTF-8', new Uint8Array(64).fill(0xee)],
  ])('lets %s pass', (_what, head) => {
    expect(maybeMedia(head)).toBe(true)
  })
})
