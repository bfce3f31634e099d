/**
 * One file that a learner, or somebody who means no good, may send. The corpus is the list of them; its test sends each to
 * one and the same runner.
 */
import { readFile, writeFile } from 'node:fs/promises'
import type { JobErrorCode } from '../../workers/contract/errors.ts'
import { SHORT_RECORDING, make } from '../test-support/recordings.ts'

export type MediaCase = {
  name: string
  /** Makes the file. */
  write: (file: string) => Promise<void>
  /**
   * How the job ends. `heard`: the words of the recording were recognised. Where a damaged file may give something or
   * nothing, both are listed; which of them it is depends on the version of ffmpeg.
   */
  ends: 'heard' | JobErrorCode | readonly ('heard' | JobErrorCode)[]
  /** The name that it comes under; it must not matter. */
  fileName?: string
}

/** "In being comparatively modern.", 1.9 s, in the form that the options of ffmpeg say. */
export const speech =
  (...options: string[]): MediaCase['write'] =>
  (file) =>
    make('-i', SHORT_RECORDING, ...options, file)

/** The same with a small picture that moves. */
export const film = (...options: string[]): MediaCase['write'] =>
  speech('-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=10', '-shortest', ...options)

/** Whatever ffmpeg makes of a source of its own. */
export const synthetic =
  (source: string, ...options: string[]): MediaCase['write'] =>
  (file) =>
    make('-f', 'lavfi', '-i', source, ...options, file)

/** A file made by hand. */
export const bytes =
  (content: string | Uint8Array): MediaCase['write'] =>
  (file) =>
    writeFile(file, content)

/** A file that was well, and then something happened to it. */
export const edited =
  (write: MediaCase['write'], edit: (content: Buffer) => Uint8Array): MediaCase['write'] =>
  async (file) => {
    await write(file)
    await writeFile(file, edit(await readFile(file)))
  }

/** Keeps this share of a file, from its beginning. */
export const cutTo =
  (share: number) =>
  (content: Buffer): Uint8Array =>
    content.subarray(0, Math.floor(content.length * share))

/** Writes over bytes at a place, which may be that of a mark plus some. */
export const overwrite =
  (at: number | { mark: string; plus: number }, value: Uint8Array) =>
  (content: Buffer): Uint8Array => {
    const place = typeof at === 'number' ? at : content.indexOf(at.mark, 0, 'latin1') + at.plus
    if (typeof at !== 'number' && place < at.plus) throw new Error(`there is no ${at.mark} in the file`)
    content.set(value, place)
    return content
  }

/** A byte of each `every` is changed, the same ones each time. The first `from` bytes stay. */
export const speckled =
  (every: number, from: number) =>
  (content: Buffer): Uint8Array => {
    let seed = 1
    for (let i = from; i < content.length; i += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 0x80000000
      if (seed % every === 0) content[i] = seed >> 8
    }
    return content
  }

export const u16 = (value: number): Buffer => integer(2, value)
export const u32 = (value: number): Buffer => integer(4, value)
export const u32be = (value: number): Buffer => Buffer.from(integer(4, value).toReversed())

function integer(size: number, value: number): Buffer {
  const buffer = Buffer.alloc(size)
  buffer.writeUIntLE(value, 0, size)
  return buffer
}
