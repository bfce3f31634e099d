import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

const SPEECH = fileURLToPath(new URL('../../container/test-data/jfk.mp3', import.meta.url))

const make = async (file: string, ...args: string[]): Promise<string> => {
  await execa('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args, file])
  return file
}

const PICTURE = ['-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=10']

/** A video as phones make them: H.264 and AAC, with eleven seconds of real speech. */
export const speechVideo = (file: string) =>
  make(
    file,
    ...PICTURE,
    '-i',
    SPEECH,
    '-shortest',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
  )

export const videoWithoutSound = (file: string) => make(file, ...PICTURE, '-t', '2')

/** Sound, and nobody speaks. */
export const videoWithoutSpeech = (file: string) =>
  make(file, ...PICTURE, '-f', 'lavfi', '-i', 'sine=frequency=220', '-t', '4', '-c:a', 'aac')

/** `seconds` of silence, 8 kHz, 8 bits: a WAV by hand, so that it is small. */
export function silentWav(seconds: number): Uint8Array {
  const size = seconds * 8000
  const wav = Buffer.alloc(44 + size, 128)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + size, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(8000, 24)
  wav.writeUInt32LE(8000, 28)
  wav.writeUInt16LE(1, 32)
  wav.writeUInt16LE(8, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(size, 40)
  return wav
}

/** A site that hands out a video, for links, and leads astray in two ways; the guard is told to let this one host pass. */
export async function serveVideo(video: string): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url === '/speech.mp4') {
      void readFile(video).then((bytes) => response.writeHead(200, { 'content-type': 'video/mp4' }).end(bytes))
    } else if (request.url === '/page') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>A page</title>')
    } else if (request.url === '/inside') {
      response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end()
    } else {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
