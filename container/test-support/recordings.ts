import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

const dataFile = (name: string): string => fileURLToPath(new URL(`../test-data/${name}`, import.meta.url))

/** "In being comparatively modern.", 1.9 s. */
export const SHORT_RECORDING = dataFile('lj001-0002.wav')
/** A sentence of 11 s with pauses. */
export const LONG_RECORDING = dataFile('jfk.mp3')
export const LONG_RECORDING_WORDS =
  'And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country.'

/** Runs ffmpeg to make a file for a test. */
export async function make(...args: string[]): Promise<void> {
  await execa('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args])
}

/** The sound of a file as samples in -1..1. */
export async function samplesOf(file: string, sampleRate: number): Promise<Float32Array> {
  const { stdout } = await execa(
    'ffmpeg',
    ['-v', 'error', '-i', file, '-ac', '1', '-ar', String(sampleRate), '-f', 'f32le', '-'],
    {
      encoding: 'buffer',
    },
  )
  return new Float32Array(stdout.slice().buffer)
}
