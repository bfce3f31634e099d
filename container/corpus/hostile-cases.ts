/** Files that were made to make the machine work, wait, fill up, or read what is not theirs. */
import { SHORT_RECORDING } from '../test-support/recordings.ts'
import {
  clustersWithoutEnd,
  matroskaWithTracks,
  nestedBoxes,
  nestedElements,
  programmes,
  wavpackSilence,
} from './hand-made.ts'
import { bytes, edited, overwrite, speech, synthetic, u16, u32, u32be, type MediaCase } from './media-case.ts'

const NO_MEDIA = ['unsupported_media', 'media_damaged'] as const
const WAV = speech('-f', 'wav')
const MP4 = speech('-c:a', 'aac', '-f', 'mp4')

/** Lists that name other files. None is read. */
const POINTERS: MediaCase[] = (
  [
    ['a playlist that names /etc/passwd', '#EXTM3U\n#EXTINF:10,\n/etc/passwd\n#EXT-X-ENDLIST\n'],
    [
      'an HLS playlist that names a recording',
      `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://${SHORT_RECORDING}\n#EXT-X-ENDLIST\n`,
    ],
    [
      'an HLS playlist that names an address',
      '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://127.0.0.1/a.ts\n#EXT-X-ENDLIST\n',
    ],
    ['a list for ffmpeg', `ffconcat version 1.0\nfile ${SHORT_RECORDING}\n`],
    [
      'a description of a session',
      'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n',
    ],
    ['a DASH manifest', `<?xml version="1.0"?><MPD type="static"><BaseURL>file://${SHORT_RECORDING}</BaseURL></MPD>`],
    ['a list of Windows', `<asx version="3.0"><entry><ref href="file://${SHORT_RECORDING}"/></entry></asx>`],
    ['a list of a player', `[playlist]\nFile1=${SHORT_RECORDING}\nNumberOfEntries=1\n`],
  ] as const
).map(([name, text]) => ({ name, write: bytes(text), ends: 'unsupported_media', fileName: 'talk.m4a' }))

/** An MP4 whose sound lies in another file, as `dref` entries may say. */
const OUTSIDE: MediaCase = {
  name: 'an mp4 whose sound is another file',
  write: edited(MP4, (content) => {
    // "url " with the flag that says: in this same file. Without it, the entry's text is an address.
    content.writeUInt32BE(0, content.indexOf('url ') + 4)
    return content
  }),
  ends: ['heard', 'media_damaged'],
}

const HUGE: MediaCase[] = [
  {
    name: 'a wav that declares 10 hours and has 2 s',
    write: edited(WAV, overwrite({ mark: 'data', plus: 4 }, u32(36_000 * 48_000))),
    ends: ['heard', 'media_too_long'],
  },
  {
    name: 'a flac that declares 10 hours and has 2 s',
    write: edited(speech('-f', 'flac'), overwrite(21, Buffer.from([0xf0 + 3, ...u32be(24_000 * 36_000)].slice(1)))),
    ends: ['heard', 'media_too_long', 'media_damaged'],
  },
  { name: 'a wav with 65535 channels', write: edited(WAV, overwrite(22, u16(65_535))), ends: NO_MEDIA },
  { name: 'a wav with no channels', write: edited(WAV, overwrite(22, u16(0))), ends: NO_MEDIA },
  { name: 'a wav with no rate', write: edited(WAV, overwrite(24, u32(0))), ends: NO_MEDIA },
  {
    name: 'a wav with a rate of 4 GHz',
    write: edited(WAV, overwrite(24, u32(0xffffffff))),
    ends: [...NO_MEDIA, 'no_speech_found'],
  },
  {
    name: 'an mp4 whose track says 4 billion samples',
    write: edited(MP4, overwrite({ mark: 'stsz', plus: 12 }, u32be(0xffffffff))),
    ends: [...NO_MEDIA, 'no_audio_track', 'heard', 'no_speech_found'],
  },
  {
    name: 'an mp4 whose box is larger than the world',
    write: edited(MP4, (content) =>
      Buffer.concat([Buffer.from('\0\0\0\x01free\x7f\xff\xff\xff\xff\xff\xff\xff', 'latin1'), content]),
    ),
    ends: [...NO_MEDIA, 'heard'],
  },
  {
    name: 'an mp4 with no time scale',
    write: edited(MP4, overwrite({ mark: 'mdhd', plus: 16 }, u32be(0))),
    ends: [...NO_MEDIA, 'media_too_long', 'heard', 'no_speech_found'],
  },
  {
    name: 'an mp3 whose tag says 256 MB',
    write: edited(speech('-c:a', 'libmp3lame', '-id3v2_version', '0', '-f', 'mp3'), (content) =>
      Buffer.concat([Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f', 'latin1'), content]),
    ),
    ends: [...NO_MEDIA, 'heard'],
  },
  {
    name: 'a webm that begins again and again',
    write: bytes(clustersWithoutEnd(400_000)),
    ends: [...NO_MEDIA, 'no_audio_track'],
  },
  { name: 'boxes in boxes', write: bytes(nestedBoxes(20_000)), ends: NO_MEDIA },
  { name: 'elements in elements', write: bytes(nestedElements(20_000)), ends: NO_MEDIA },
  {
    name: 'an mp4 whose table of chunks has no room for its count',
    write: edited(MP4, (content) => {
      // Its boxes end there; what follows counts as no box.
      const at = content.indexOf('stco')
      content.writeUInt32BE(8, at - 4)
      return content
    }),
    ends: [...NO_MEDIA, 'heard', 'no_audio_track'],
  },
  { name: 'thousands of tracks', write: bytes(matroskaWithTracks(5_000)), ends: [...NO_MEDIA, 'too_many_tracks'] },
  { name: 'a transport stream of programmes', write: bytes(programmes(2_000)), ends: [...NO_MEDIA, 'no_audio_track'] },
]

/** Small files that hold hours: of silence, which packs to next to nothing. */
const BOMBS: MediaCase[] = [
  {
    name: '306 kB of WavPack with ten hours of silence',
    write: wavpackSilence(36_000, (total) => total),
    ends: 'media_too_long',
  },
  { name: 'the same, of unknown length', write: wavpackSilence(36_000, () => 0xffffffff), ends: 'media_too_long' },
  {
    name: 'the same, that says it is 5 s long',
    write: wavpackSilence(36_000, () => 5 * 8_000),
    ends: 'no_speech_found',
  },
  {
    name: 'an hour of silence as FLAC',
    write: synthetic('anullsrc=r=8000:cl=mono:d=3600', '-f', 'flac'),
    ends: 'media_too_long',
  },
]

export const HOSTILE_CASES: readonly MediaCase[] = [...POINTERS, OUTSIDE, ...HUGE, ...BOMBS]
