/** A frame header of MPEG layer III (ISO 11172-3 and 13818-3, and the 2.5 extension for low rates). */
export type Mp3Frame = {
  /** Its whole length, header included. */
  bytes: number
  /** Length without the padding byte, with its fraction: what frames of this kind have on average where padding is used. */
  exactBytes: number
  isPadded: boolean
  bitRate: number
  sampleRate: number
  /** Samples a frame plays. */
  samples: number
  /** From the start of the frame to where a Xing or Info header would lie. */
  infoAt: number
}

const BIT_RATES = {
  1: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
const SAMPLE_RATES = [44_100, 48_000, 32_000]
const LAYER_III = 1

/** The frame that begins at a place; null where none does, and for one of "free" bit rate. */
export function frameAt(bytes: Uint8Array, at: number): Mp3Frame | null {
  const [sync = 0, kind = 0, rates = 0, mode = 0] = bytes.subarray(at, at + 4)
  if (at + 4 > bytes.length || sync !== 0xff || kind < 0xe0 || ((kind >> 1) & 3) !== LAYER_III) return null
  const version = ([2.5, null, 2, 1] as const)[(kind >> 3) & 3]
  const fullRate = SAMPLE_RATES[(rates >> 2) & 3]
  if (!version || !fullRate) return null
  const kilobits = BIT_RATES[version === 1 ? 1 : 2][(rates >> 4) - 1]
  if (!kilobits) return null
  const sampleRate = version === 1 ? fullRate : fullRate / (version === 2 ? 2 : 4)
  const samples = version === 1 ? 1152 : 576
  const exactBytes = ((samples / 8) * kilobits * 1000) / sampleRate
  const isPadded = (rates & 2) !== 0
  const isMono = mode >> 6 === 3
  const sideInfo = version === 1 ? (isMono ? 17 : 32) : isMono ? 9 : 17
  return {
    bytes: Math.floor(exactBytes) + (isPadded ? 1 : 0),
    exactBytes,
    isPadded,
    bitRate: kilobits * 1000,
    sampleRate,
    samples,
    infoAt: 4 + sideInfo,
  }
}

/** Whether two frames can belong to one recording, whatever their bit rates. */
export const isAlike = (a: Mp3Frame, b: Mp3Frame): boolean => a.sampleRate === b.sampleRate && a.samples === b.samples

/**
 * The whole frames from a place on, as long as they follow one another; `first` is what they have to be like. Without an
 * end: where the chain breaks before the bytes do, null.
 */
export function framesFrom(bytes: Uint8Array, from: number, first: Mp3Frame): Mp3Frame[] | null {
  const frames: Mp3Frame[] = []
  for (let at = from; at + 4 <= bytes.length;) {
    const frame = frameAt(bytes, at)
    if (!frame || !isAlike(frame, first)) return null
    frames.push(frame)
    at += frame.bytes
  }
  return frames
}
