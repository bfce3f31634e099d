/** Where the index (`moov`) of an MP4 or MOV lies, and how to put it in front of the media, so that the file can be played from a pipe. */

import type { ReadRange } from './source-reader.ts'

/** The file to play is `front`, then bytes `from` up to `to` of the stored one. */
export type StreamableMp4 = { front: Uint8Array; from: number; to: number }

const HEAD_BYTES = 256 * 1024
const TAIL_BYTES = 2 * 1024 * 1024
/** A two-hour film has some 10 MB of index. */
const MAX_INDEX_BYTES = 32 * 1024 * 1024
const MAX_BOXES = 16
const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl'])

type Box = { type: string; at: number; header: number; end: number }

/**
 * Finds the index with two or three reads. Null for what is no MP4 of the common form (in fragments, cut off, media on
 * both sides of the index): that is better read as a whole.
 */
export async function findMp4Index(sizeBytes: number, read: ReadRange): Promise<StreamableMp4 | null> {
  let part = { from: 0, bytes: await read(0, Math.min(HEAD_BYTES, sizeBytes)) }
  const boxes: Box[] = []
  for (let at = 0; at < sizeBytes && boxes.length < MAX_BOXES; at = boxes.at(-1)?.end ?? sizeBytes) {
    const known = at >= part.from && at + 16 <= part.from + part.bytes.length
    if (!known) part = { from: at, bytes: await read(at, Math.min(at + TAIL_BYTES, sizeBytes)) }
    const box = boxAt(part.bytes, at - part.from, sizeBytes - part.from)
    if (!box) return null
    boxes.push({ ...box, at, end: box.end + part.from })
    if (boxes[0]?.type !== 'ftyp') return null
    if (box.type === 'moov') break
  }
  const [first, moov] = [boxes[0], boxes.at(-1)]
  if (!first || moov?.type !== 'moov' || moov.end - moov.at > MAX_INDEX_BYTES) return null
  const isAtEnd = boxes.some(({ type }) => type === 'mdat')
  const held = moov.at >= part.from && moov.end <= part.from + part.bytes.length
  const index = held
    ? part.bytes.slice(moov.at - part.from, moov.end - part.from)
    : await read(moov.at, moov.end).then((bytes) => bytes.slice())
  if (!isAtEnd) {
    const before = await read(0, moov.at)
    if (!shiftOffsets(index, 0)) return null
    return { front: Buffer.concat([before, index]), from: moov.end, to: sizeBytes }
  }
  if (await hasMediaAfter(moov.end, sizeBytes, read)) return null
  const brand = await read(0, first.end)
  if (moov.end + index.length >= 2 ** 32 || !shiftOffsets(index, index.length)) return null
  return { front: Buffer.concat([brand, index]), from: first.end, to: moov.at }
}

/** Whether there is more than a few small boxes behind the index. */
async function hasMediaAfter(from: number, sizeBytes: number, read: ReadRange): Promise<boolean> {
  if (sizeBytes - from > TAIL_BYTES) return true
  if (sizeBytes - from < 8) return false
  const bytes = await read(from, sizeBytes)
  for (let at = 0; at < bytes.length;) {
    const box = boxAt(bytes, at, bytes.length)
    if (!box || box.type === 'mdat' || box.type === 'moof') return true
    at = box.end
  }
  return false
}

/** Chunk tables lie five boxes deep; whoever nests deeper wants us to run out of stack. */
const MOST_DEPTH = 10

/**
 * Adds `by` to the place of every chunk, in place. False for an index that says nothing of chunks, or belongs to a file in
 * fragments.
 */
export function shiftOffsets(index: Uint8Array, by: number): boolean {
  const view = new DataView(index.buffer, index.byteOffset, index.byteLength)
  let tables = 0
  let isPlain = true
  const walk = (from: number, to: number, depth: number): void => {
    if (depth > MOST_DEPTH) {
      isPlain = false
      return
    }
    for (let at = from; at < to;) {
      const box = boxAt(index, at, to)
      if (!box || box.type === 'mvex' || box.type === 'cmov') {
        // Sloppy writers end a list of boxes with four zero bytes.
        if (box || to - at > 8) isPlain = false
        return
      }
      if (CONTAINERS.has(box.type)) walk(at + box.header, box.end, depth + 1)
      const width = box.type === 'stco' ? 4 : box.type === 'co64' ? 8 : 0
      if (width > 0) {
        tables += 1
        const entries = at + box.header + 8
        const count = entries > box.end ? Infinity : view.getUint32(entries - 4)
        if (entries + count * width > box.end) isPlain = false
        else
          for (let place = entries; place < entries + count * width; place += width) {
            if (width === 4) view.setUint32(place, view.getUint32(place) + by)
            else view.setBigUint64(place, view.getBigUint64(place) + BigInt(by))
          }
      }
      at = box.end
    }
  }
  walk(0, index.length, 0)
  return isPlain && tables > 0
}

/** The box at a place; null when it is not whole within `limit`. */
function boxAt(bytes: Uint8Array, at: number, limit: number): Box | null {
  if (at + 8 > bytes.length) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const small = view.getUint32(at)
  const isLarge = small === 1
  if (isLarge && at + 16 > bytes.length) return null
  const size = isLarge ? Number(view.getBigUint64(at + 8)) : small
  const header = isLarge ? 16 : 8
  if (size < header || at + size > limit) return null
  return { type: Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1'), at, header, end: at + size }
}
