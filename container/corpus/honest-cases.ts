/** What learners have: every common container and codec, and what phones, recorders and editors make of them. */
import { rename } from 'node:fs/promises'
import { LONG_RECORDING, SHORT_RECORDING, make } from '../test-support/recordings.ts'
import { edited, film, speech, synthetic, type MediaCase } from './media-case.ts'

const heard = (cases: Record<string, MediaCase['write']>): MediaCase[] =>
  Object.entries(cases).map(([name, write]) => ({ name, write, ends: 'heard' }))

const AAC = ['-c:a', 'aac']
const MP4 = ['-c:a', 'aac', '-f', 'mp4']
const TRACKS = (count: number): string[] => Array.from({ length: count }, () => ['-map', '0:a']).flat()

const KINDS = heard({
  'wav, 16 bit': speech('-f', 'wav'),
  'wav, 8 bit': speech('-c:a', 'pcm_u8', '-f', 'wav'),
  'wav, 24 bit': speech('-c:a', 'pcm_s24le', '-f', 'wav'),
  'wav, float': speech('-c:a', 'pcm_f32le', '-f', 'wav'),
  'wav, A-law': speech('-c:a', 'pcm_alaw', '-f', 'wav'),
  'wav, ADPCM': speech('-c:a', 'adpcm_ima_wav', '-f', 'wav'),
  'wav with 64 bit sizes': speech('-rf64', 'always', '-f', 'wav'),
  w64: speech('-f', 'w64'),
  aiff: speech('-f', 'aiff'),
  au: speech('-f', 'au'),
  'caf with ALAC': speech('-c:a', 'alac', '-f', 'caf'),
  flac: speech('-f', 'flac'),
  wavpack: speech('-f', 'wv'),
  'mp3, constant rate': speech('-c:a', 'libmp3lame', '-b:a', '64k', '-f', 'mp3'),
  'mp3, varying rate': speech('-c:a', 'libmp3lame', '-q:a', '6', '-f', 'mp3'),
  'mp3, varying rate, no header': speech('-c:a', 'libmp3lame', '-q:a', '6', '-write_xing', '0', '-f', 'mp3'),
  mp2: speech('-c:a', 'mp2', '-ar', '24000', '-f', 'mp2'),
  'bare aac': speech(...AAC, '-f', 'adts'),
  ac3: speech('-c:a', 'ac3', '-f', 'ac3'),
  eac3: speech('-c:a', 'eac3', '-f', 'eac3'),
  m4a: speech(...AAC, '-f', 'ipod'),
  'm4a with ALAC': speech('-c:a', 'alac', '-f', 'ipod'),
  'ogg with Vorbis': speech('-c:a', 'libvorbis', '-f', 'ogg'),
  'ogg with Opus': speech('-c:a', 'libopus', '-f', 'ogg'),
  'ogg with FLAC': speech('-c:a', 'flac', '-f', 'ogg'),
  'ogg with Speex': speech('-c:a', 'libspeex', '-ar', '16000', '-f', 'ogg'),
  'webm with Opus': speech('-c:a', 'libopus', '-f', 'webm'),
  'webm of a browser’s recorder': speech('-c:a', 'libopus', '-live', '1', '-f', 'webm'),
})

const FILMS = heard({
  'mp4 with H.264': film('-c:v', 'libx264', '-preset', 'ultrafast', ...MP4),
  'mp4, index first': film('-c:v', 'mpeg4', ...MP4, '-movflags', '+faststart'),
  'mp4 in fragments': film('-c:v', 'mpeg4', ...MP4, '-movflags', 'frag_keyframe+empty_moov'),
  'mov with PCM': film('-c:v', 'mpeg4', '-c:a', 'pcm_s16be', '-f', 'mov'),
  '3gp': film('-c:v', 'mpeg4', ...AAC, '-f', '3gp'),
  'matroska with AC-3': film('-c:v', 'mpeg4', '-c:a', 'ac3', '-f', 'matroska'),
  'webm with VP8': film('-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libvorbis', '-f', 'webm'),
  'avi with MP3': film('-c:v', 'mpeg4', '-c:a', 'libmp3lame', '-f', 'avi'),
  wmv: film('-c:v', 'wmv2', '-c:a', 'wmav2', '-f', 'asf'),
  flv: film('-c:v', 'flv', ...AAC, '-f', 'flv'),
  'transport stream': film('-c:v', 'mpeg2video', '-r', '25', ...AAC, '-f', 'mpegts'),
  'programme stream': film('-c:v', 'mpeg2video', '-r', '25', '-c:a', 'mp2', '-f', 'vob'),
})

const ODD_BUT_WELL = heard({
  '8 channels': speech('-af', 'pan=7.1|FC=c0', '-f', 'wav'),
  '8 channels in an mp4': speech('-af', 'pan=7.1|FC=c0', ...MP4),
  '8 kHz': speech('-ar', '8000', '-f', 'wav'),
  '192 kHz': speech('-ar', '192000', '-f', 'flac'),
  'times below zero': film(
    '-c:v',
    'mpeg4',
    ...AAC,
    '-output_ts_offset',
    '-1',
    '-avoid_negative_ts',
    '0',
    '-f',
    'mpegts',
  ),
  'sound that begins late': (file) =>
    make(
      ...['-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=10:d=5', '-itsoffset', '2.5', '-i', SHORT_RECORDING],
      ...['-c:v', 'mpeg4', ...MP4, file],
    ),
  'a picture at a rate that varies': film(
    '-vf',
    'select=not(mod(n\\,3))+lt(n\\,5)',
    '-vsync',
    'vfr',
    '-c:v',
    'mpeg4',
    ...MP4,
  ),
  'a track in each of several languages': speech(
    ...[...TRACKS(4), ...MP4],
    ...['-metadata:s:a:0', 'language=eng', '-metadata:s:a:1', 'language=fra', '-metadata:s:a:2', 'language=zho'],
  ),
  'a cover and tags in the mp3': (file) =>
    make(
      ...[
        '-i',
        SHORT_RECORDING,
        '-f',
        'lavfi',
        '-i',
        'testsrc2=s=600x600:d=1',
        '-map',
        '0',
        '-map',
        '1',
        '-frames:v',
        '1',
      ],
      ...[
        '-c:v',
        'png',
        '-disposition:v',
        'attached_pic',
        '-metadata',
        'title=x',
        '-c:a',
        'libmp3lame',
        '-f',
        'mp3',
        file,
      ],
    ),
  'two recordings in one mp3, at two rates': async (file) => {
    await speech('-ar', '24000', '-c:a', 'libmp3lame', '-f', 'mp3')(file)
    await make('-i', file, '-ar', '44100', '-c:a', 'libmp3lame', '-f', 'mp3', `${file}-second`)
    await make('-i', `concat:${file}|${file}-second`, '-c', 'copy', '-f', 'mp3', `${file}-both`)
    await rename(`${file}-both`, file)
  },
  'a wav that was written to a pipe': edited(speech('-f', 'wav', '-fflags', '+bitexact'), (content) => {
    content.writeUInt32LE(0xffffffff, 4)
    content.writeUInt32LE(0xffffffff, content.indexOf('data') + 4)
    return content
  }),
  'something else after its end': edited(speech(...MP4), (content) =>
    Buffer.concat([content, Buffer.alloc(50_000, 'x')]),
  ),
})

const NAMES: MediaCase[] = [
  {
    name: 'an mp4 under the name of a text',
    write: film('-c:v', 'mpeg4', ...MP4),
    ends: 'heard',
    fileName: 'notes.txt',
  },
  {
    name: 'a webm under the name of an mp3',
    write: speech('-c:a', 'libopus', '-f', 'webm'),
    ends: 'heard',
    fileName: 'a.mp3',
  },
  { name: 'a name that is a path', write: speech('-f', 'wav'), ends: 'heard', fileName: '../../../etc/passwd' },
]

const NOTHING_SAID: MediaCase[] = [
  { name: 'silence', write: synthetic('anullsrc=r=16000:cl=mono:d=3', '-f', 'wav'), ends: 'no_speech_found' },
  { name: 'noise', write: synthetic('anoisesrc=d=3:a=0.3', '-f', 'flac'), ends: 'no_speech_found' },
  {
    name: 'music',
    write: synthetic(
      'aevalsrc=0.2*sin(2*PI*220*t)+0.2*sin(2*PI*277.2*t)*gt(sin(4*PI*t)\\,0)+0.2*sin(2*PI*329.6*t):d=4',
      ...['-c:a', 'libmp3lame', '-f', 'mp3'],
    ),
    ends: 'no_speech_found',
  },
  {
    name: 'a film without sound',
    write: synthetic('testsrc2=s=64x64:d=1', '-c:v', 'mpeg4', '-f', 'mp4'),
    ends: 'no_audio_track',
  },
  {
    name: 'a cover and nothing else',
    write: synthetic(
      'testsrc2=s=300x300:d=1',
      ...['-frames:v', '1', '-c:v', 'mjpeg', '-disposition:v', 'attached_pic', '-f', 'mp4'],
    ),
    ends: 'no_audio_track',
  },
  { name: 'more tracks than are looked at', write: speech(...TRACKS(20), ...MP4), ends: 'too_many_tracks' },
  {
    name: 'longer than allowed',
    write: (file) => make('-stream_loop', '20', '-i', LONG_RECORDING, '-c', 'copy', '-f', 'mp3', file),
    ends: 'media_too_long',
  },
]

export const HONEST_CASES: readonly MediaCase[] = [...KINDS, ...FILMS, ...ODD_BUT_WELL, ...NAMES, ...NOTHING_SAID]
