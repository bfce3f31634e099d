/** Files that no tool would write. */
import { edited, synthetic, u32be, type MediaCase } from './media-case.ts'

export function nestedBoxes(depth: number): Buffer {
  const start = Buffer.from('\0\0\0\x14ftypisom\0\0\0\0isom', 'latin1')
  const boxes = Array.from({ length: depth }, (_, i) => Buffer.concat([u32be((depth - i) * 8), Buffer.from('moov')]))
  return Buffer.concat([start, ...boxes])
}

/** An EBML element with a size of 8 bytes. */
function element(id: number[], content: Uint8Array, size = content.length): Buffer {
  return Buffer.concat([Buffer.from([...id, 0x01, 0, 0, 0]), u32be(size), content])
}

const EBML_HEADER = element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], Buffer.from('matroska')))

export function nestedElements(depth: number): Buffer {
  // Tags may hold tags, as deep as one likes.
  const opening = Array.from({ length: depth }, (_, i) => element([0x67, 0xc8], Buffer.alloc(0), (depth - i) * 10))
  const tag = element([0x73, 0x73], Buffer.concat(opening))
  return Buffer.concat([EBML_HEADER, element([0x18, 0x53, 0x80, 0x67], element([0x12, 0x54, 0xc3, 0x67], tag))])
}

export function matroskaWithTracks(count: number): Buffer {
  const track = (number: number): Buffer =>
    element(
      [0xae],
      Buffer.concat([
        element([0xd7], u32be(number)),
        element([0x73, 0xc5], u32be(number)),
        element([0x83], Buffer.from([2])),
        element([0x86], Buffer.from('A_PCM/INT/LIT')),
      ]),
    )
  const tracks = element([0x16, 0x54, 0xae, 0x6b], Buffer.concat(Array.from({ length: count }, (_, i) => track(i + 1))))
  return Buffer.concat([EBML_HEADER, element([0x18, 0x53, 0x80, 0x67], tracks)])
}

/** A WebM without a length whose end is empty clusters, and then something that is none. */
export function clustersWithoutEnd(count: number): Buffer {
  const facts = element([0x15, 0x49, 0xa9, 0x66], element([0x2a, 0xd7, 0xb1], u32be(1_000_000)))
  const track = element([0xae], Buffer.concat([element([0xd7], u32be(1)), element([0x83], Buffer.from([2]))]))
  const tracks = element([0x16, 0x54, 0xae, 0x6b], track)
  const first = element([0x1f, 0x43, 0xb6, 0x75], element([0xe7], u32be(0)))
  const empty = Buffer.alloc(count * 5, Buffer.from([0x1f, 0x43, 0xb6, 0x75, 0x80]))
  const content = Buffer.concat([facts, tracks, first, empty, Buffer.alloc(1000)])
  return Buffer.concat([EBML_HEADER, element([0x18, 0x53, 0x80, 0x67], content)])
}

/** Packets of a transport stream, each of a stream of its own. */
export function programmes(count: number): Buffer {
  const packet = (pid: number): Buffer => {
    const start = Buffer.from([
      0x47,
      0x40 | (pid >> 8),
      pid & 255,
      0x10,
      0,
      0,
      1,
      0xc0,
      0,
      0,
      0x80,
      0x80,
      5,
      0x21,
      0,
      1,
      0,
      1,
    ])
    return Buffer.concat([start, Buffer.alloc(188 - start.length, 0xff)])
  }
  return Buffer.concat(Array.from({ length: count }, (_, i) => packet(32 + (i % 8_000))))
}

/** Blocks of WavPack with 8 s of silence at 8 kHz, each 68 bytes. `totalOf` is told the samples and says what is declared. */
export function wavpackSilence(seconds: number, totalOf: (samples: number) => number): MediaCase['write'] {
  return edited(synthetic('anullsrc=r=8000:cl=mono:d=8', '-c:a', 'wavpack', '-f', 'wv'), (content) => {
    const size = content.readUInt32LE(4) + 8
    const samples = content.readUInt32LE(20)
    const block = content.subarray(0, size)
    const count = Math.ceil((seconds * 8_000) / samples)
    return Buffer.concat(
      Array.from({ length: count }, (_, i) => {
        const copy = Buffer.from(block)
        copy.writeUInt32LE(totalOf(count * samples), 12)
        copy.writeUInt32LE(i * samples, 16)
        return copy
      }),
    )
  })
}
