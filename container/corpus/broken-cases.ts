/** What happens to files on their way, and what is no recording at all. */
import { bytes, cutTo, edited, film, overwrite, speckled, speech, synthetic, type MediaCase } from './media-case.ts'

const MP4 = ['-c:a', 'aac', '-f', 'mp4']
const EITHER = ['heard', 'media_damaged', 'no_speech_found'] as const

/** Cut off, or with wrong bytes: what can still be heard is, and the rest says so. */
const DAMAGED: MediaCase[] = [
  {
    name: 'an mp4 cut off before its index',
    write: edited(film('-c:v', 'mpeg4', ...MP4), cutTo(0.5)),
    ends: 'media_damaged',
  },
  {
    name: 'an mp4 with its index first, cut off',
    write: edited(speech(...MP4, '-movflags', '+faststart'), cutTo(0.7)),
    ends: EITHER,
  },
  { name: 'a wav cut off', write: edited(speech('-f', 'wav'), cutTo(0.7)), ends: EITHER },
  {
    name: 'a wav that is its header',
    write: edited(speech('-f', 'wav'), (content) => content.subarray(0, 44)),
    ends: 'media_damaged',
  },
  { name: 'an mp3 cut off', write: edited(speech('-c:a', 'libmp3lame', '-f', 'mp3'), cutTo(0.7)), ends: EITHER },
  {
    name: 'a matroska cut off',
    write: edited(film('-c:v', 'mpeg4', '-c:a', 'ac3', '-f', 'matroska'), cutTo(0.7)),
    ends: EITHER,
  },
  { name: 'an ogg cut off', write: edited(speech('-c:a', 'libvorbis', '-f', 'ogg'), cutTo(0.9)), ends: EITHER },
  { name: 'a flac cut off', write: edited(speech('-f', 'flac'), cutTo(0.7)), ends: EITHER },
  {
    name: 'an avi cut off',
    write: edited(film('-c:v', 'mpeg4', '-c:a', 'libmp3lame', '-f', 'avi'), cutTo(0.7)),
    ends: EITHER,
  },
  {
    name: 'a transport stream that begins in the middle',
    write: edited(speech('-c:a', 'aac', '-f', 'mpegts'), (content) => content.subarray(1000)),
    ends: EITHER,
  },
  {
    name: 'an mp3 with wrong bytes',
    write: edited(speech('-c:a', 'libmp3lame', '-f', 'mp3'), speckled(200, 400)),
    ends: EITHER,
  },
  {
    name: 'an mp4 with wrong bytes',
    write: edited(speech(...MP4), speckled(300, 40)),
    ends: [...EITHER, 'no_audio_track', 'unsupported_media'],
  },
  {
    name: 'an ogg with wrong bytes',
    write: edited(speech('-c:a', 'libvorbis', '-f', 'ogg'), speckled(400, 4500)),
    ends: EITHER,
  },
  { name: 'a flac with wrong bytes', write: edited(speech('-f', 'flac'), speckled(400, 200)), ends: EITHER },
  {
    name: 'a webm with wrong bytes',
    write: edited(speech('-c:a', 'libopus', '-f', 'webm'), speckled(400, 300)),
    ends: EITHER,
  },
  {
    name: 'an mp4 whose sound is zeros',
    write: edited(speech(...MP4), (content) =>
      content.fill(0, content.indexOf('mdat') + 4, content.indexOf('moov') - 4),
    ),
    ends: ['media_damaged', 'no_speech_found'],
  },
  {
    name: 'a float wav of NaN and infinity',
    write: edited(speech('-c:a', 'pcm_f32le', '-f', 'wav'), (content) => content.fill(0xff, 200)),
    ends: 'no_speech_found',
  },
]

const NO_RECORDING: MediaCase[] = [
  ...(
    [
      ['one byte', 'x'],
      ['zeros', Buffer.alloc(1_000_000)],
      ['a text', 'To whom it may concern.\n'.repeat(200)],
      ['subtitles', '1\n00:00:01,000 --> 00:00:02,000\nHello.\n\n'.repeat(50)],
      ['a page', '<!doctype html><title>Talk</title><video src="talk.mp4"></video>'],
      ['JSON', '{"video":"talk.mp4"}'],
      ['a PDF', `%PDF-1.7\n${'1 0 obj <</Type/Catalog>> endobj\n'.repeat(100)}%%EOF`],
      ['an archive', Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\x08\0', 'latin1'), Buffer.alloc(5000, 7)])],
      ['a program', Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(5000, 1)])],
      ['a vector picture', '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'],
      ['MIDI', Buffer.from('MThd\0\0\0\x06\0\x01\0\x01\0\x60MTrk\0\0\0\x04\0\xff\x2f\0', 'latin1')],
    ] as const
  ).map(([name, content]): MediaCase => ({ name, write: bytes(content), ends: 'unsupported_media' })),
  {
    name: 'bytes by chance',
    write: edited(bytes(Buffer.alloc(300_000)), speckled(1, 0)),
    ends: ['unsupported_media', 'media_damaged'],
  },
  {
    name: 'a picture under the name of a film',
    write: synthetic('testsrc2=s=64x64:d=1', '-frames:v', '1', '-c:v', 'png', '-f', 'image2'),
    ends: 'unsupported_media',
    fileName: 'film.mp4',
  },
  { name: 'an animation', write: synthetic('testsrc2=s=64x64:d=1', '-f', 'gif'), ends: 'unsupported_media' },
  { name: 'a kind that is rare', write: speech('-c:a', 'tta', '-f', 'tta'), ends: 'unsupported_media' },
  {
    name: 'a wav whose codec nobody knows',
    write: edited(speech('-f', 'wav'), overwrite(20, Buffer.from([0x34, 0x12]))),
    ends: ['media_damaged', 'unsupported_media'],
  },
]

export const BROKEN_CASES: readonly MediaCase[] = [...DAMAGED, ...NO_RECORDING]
