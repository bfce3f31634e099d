/**
 * How long a WebM or Matroska is that states no length, as browsers record them: up to its last piece of sound, which the
 * end of the file tells without the rest. Clusters carry their time, and blocks theirs within the cluster.
 */
import { elementAt, elementsIn, numberAt, unsignedOf, type Element } from './ebml.ts'
import type { ReadRange } from './source-reader.ts'

/** Browsers begin a cluster every few seconds; with a picture these are large. */
const TAILS_BYTES = [256 * 1024, 2 * 1024 * 1024]
const DEFAULT_SCALE_NS = 1_000_000
const AUDIO = 2

const ID = {
  header: 0x1a45dfa3,
  segment: 0x18538067,
  info: 0x1549a966,
  scale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  cluster: 0x1f43b675,
  time: 0xe7,
  block: 0xa1,
  blockGroup: 0xa0,
  simpleBlock: 0xa3,
}
/**
 * What else may lie in a cluster and behind the last one: place, length of the one before, fill, checksum, index, tags; and
 * beside the block of a group: duration, references, padding, additions.
 */
const PASSED_OVER = new Set([0xa7, 0xab, 0xec, 0xbf, 0x1c53bb6b, 0x1254c367, 0x9b, 0xfb, 0xfa, 0x75a2, 0x75a1])
const CLUSTER_MARK = Buffer.from('1f43b675', 'hex')

/** Clusters that reading on is tried from. More than one is chance; a file of nothing but beginnings is made to keep us busy. */
const MOST_STARTS = 4

type Beginning = { statesLength: boolean; scaleNs: number; audioTrack: number; startsAt: number }

/** Null where the file states its length itself, and where its end tells none for certain. */
export async function findWebmLength(head: Uint8Array, sizeBytes: number, read: ReadRange): Promise<number | null> {
  const beginning = readBeginning(head)
  if (!beginning || beginning.statesLength) return null
  for (const bytes of TAILS_BYTES) {
    const tail = await read(Math.max(0, sizeBytes - bytes), sizeBytes)
    const ticks = lastTime(tail, beginning)
    if (ticks !== null) return Math.ceil((ticks * beginning.scaleNs) / 1e6)
  }
  return null
}

/** From the first cluster of the file to the end of its sound. */
function lastTime(tail: Uint8Array, { audioTrack, startsAt }: Beginning): number | null {
  const marks = Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength)
  let at = marks.indexOf(CLUSTER_MARK)
  for (let starts = 0; at >= 0 && starts < MOST_STARTS; starts += 1, at = marks.indexOf(CLUSTER_MARK, at + 1)) {
    // Four bytes can be chance; the first cluster from which everything reads on to the end is one.
    const times = timesFrom(tail, at, audioTrack)
    const [before, last] = times?.toSorted((a, b) => a - b).slice(-2) ?? []
    // The last piece is taken to be as long as the one before it.
    if (before !== undefined && last !== undefined) return last < startsAt ? null : 2 * last - before - startsAt
  }
  return null
}

function readBeginning(head: Uint8Array): Beginning | null {
  const header = elementAt(head, 0)
  const segment = header?.id === ID.header ? elementAt(head, header.to) : null
  if (segment?.id !== ID.segment) return null
  let info: Element | null = null
  let audioTrack: number | null = null
  for (let at = segment.from; at < head.length;) {
    const element = elementAt(head, at)
    if (!element) return null
    if (element.id === ID.info) info = element
    if (element.id === ID.tracks) audioTrack = firstAudioTrack(head, element)
    if (element.id === ID.cluster) {
      const time = elementAt(head, element.from)
      if (!info || audioTrack === null || time?.id !== ID.time) return null
      const facts = [...elementsIn(head, info.from, info.to)]
      const scale = facts.find(({ id }) => id === ID.scale)
      return {
        statesLength: facts.some(({ id }) => id === ID.duration),
        scaleNs: scale ? unsignedOf(head, scale) : DEFAULT_SCALE_NS,
        audioTrack,
        startsAt: unsignedOf(head, time),
      }
    }
    at = element.to
  }
  return null
}

function firstAudioTrack(head: Uint8Array, tracks: Element): number | null {
  for (const track of elementsIn(head, tracks.from, tracks.to)) {
    const facts = track.id === ID.track ? [...elementsIn(head, track.from, track.to)] : []
    const type = facts.find(({ id }) => id === ID.trackType)
    const number = facts.find(({ id }) => id === ID.trackNumber)
    if (type && number && unsignedOf(head, type) === AUDIO) return unsignedOf(head, number)
  }
  return null
}

/** The times of all sound from a cluster on; null where something does not read as clusters do. A last block may be cut off. */
function timesFrom(tail: Uint8Array, start: number, audioTrack: number): number[] | null {
  const times: number[] = []
  let clusterTime: number | null = null
  for (let at = start; at < tail.length;) {
    const element = elementAt(tail, at)
    if (!element) return tail.length - at < 12 ? times : null
    at = element.to
    if (element.id === ID.cluster) {
      clusterTime = null
      at = element.from
    } else if (element.id === ID.time) clusterTime = unsignedOf(tail, element)
    else if (element.id === ID.blockGroup) at = element.from
    else if (element.id === ID.block || element.id === ID.simpleBlock) {
      const track = numberAt(tail, element.from, false)
      if (!track || clusterTime === null) return null
      const within = element.from + track.length
      if (track.value === audioTrack && within + 2 <= tail.length) {
        const [high = 0, low = 0] = tail.subarray(within, within + 2)
        times.push(clusterTime + ((((high << 8) | low) << 16) >> 16))
      }
    } else if (!PASSED_OVER.has(element.id)) return null
  }
  return times
}
