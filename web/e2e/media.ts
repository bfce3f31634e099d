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
