const HEADER_BYTES = 44
const SAMPLE_RATE = 16_000

/** A WAV file of 16-bit samples at 16 kHz, mono: what every provider of recognition takes. `samples` are in -1..1. */
export function wavOf(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const file = Buffer.from(new ArrayBuffer(HEADER_BYTES + 2 * samples.length))
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(HEADER_BYTES - 8 + 2 * samples.length, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(SAMPLE_RATE, 24)
  file.writeUInt32LE(2 * SAMPLE_RATE, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(2 * samples.length, 40)
  for (const [i, sample] of samples.entries()) {
    file.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), HEADER_BYTES + 2 * i)
  }
  return new Uint8Array(file.buffer)
}
