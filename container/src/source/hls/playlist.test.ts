import { describe, expect, it } from 'vitest'
import { chooseRendition } from './choose-rendition.ts'
import { type MasterPlaylist, type MediaPlaylist, readPlaylist } from './playlist.ts'

const BASE = 'https://cdn.example.com/talk/index.m3u8?token=1'

function media(...lines: string[]): MediaPlaylist {
  const playlist = readPlaylist(['#EXTM3U', '#EXT-X-TARGETDURATION:10', ...lines].join('\n'), BASE)
  if (playlist.kind !== 'media') throw new Error('not a media playlist')
  return playlist
}

function master(...lines: string[]): MasterPlaylist {
  const playlist = readPlaylist(['#EXTM3U', ...lines].join('\n'), BASE)
  if (playlist.kind !== 'master') throw new Error('not a master playlist')
  return playlist
}

describe('a media playlist', () => {
  it('has segments with absolute addresses and lengths, in every kind of line end', () => {
    const text =
      '\uFEFF#EXTM3U\r\n#EXT-X-TARGETDURATION:4\r#EXTINF:3.5,title, with comma\n a.ts \n#EXTINF:4\n/b.ts?x=1\n#EXTINF:1,\n//other.example.com/c.ts\n#EXT-X-ENDLIST\n'
    expect(readPlaylist(text, BASE)).toMatchObject({
      hasEnded: true,
      segments: [
        { url: 'https://cdn.example.com/talk/a.ts', durationMs: 3500, range: null, key: null, map: null },
        { url: 'https://cdn.example.com/b.ts?x=1', durationMs: 4000 },
        { url: 'https://other.example.com/c.ts', durationMs: 1000 },
      ],
    })
  })

  it('without an end is a live one', () => {
    expect(media('#EXTINF:4,', 'a.ts').hasEnded).toBe(false)
  })

  it('may cut its segments out of one file, each behind the one before', () => {
    const ranges = ['#EXT-X-BYTERANGE:100@50', '#EXT-X-BYTERANGE:20', '#EXT-X-BYTERANGE:30'].flatMap((line) => [
      '#EXTINF:1,',
      line,
      'a.ts',
    ])
    expect(media(...ranges).segments.map(({ range }) => range)).toEqual([
      { from: 50, to: 150 },
      { from: 150, to: 170 },
      { from: 170, to: 200 },
    ])
  })

  it('may begin each segment with a header, which may be a part of a file', () => {
    const { segments } = media('#EXT-X-MAP:URI="init.mp4",BYTERANGE="600@0"', '#EXTINF:1,', 'a.m4s')
    expect(segments[0]?.map).toEqual({ url: 'https://cdn.example.com/talk/init.mp4', range: { from: 0, to: 600 } })
  })

  it('may put its segments under keys, with an IV of its own or the number of the segment', () => {
    const { segments } = media(
      ...['#EXT-X-MEDIA-SEQUENCE:7', '#EXTINF:1,', 'plain.ts'],
      ...['#EXT-X-KEY:METHOD=AES-128,URI="k1"', '#EXTINF:1,', 'a.ts'],
      ...[
        '#EXT-X-KEY:METHOD=AES-128,URI="k2",IV=0xFF',
        '#EXTINF:1,',
        'b.ts',
        '#EXT-X-KEY:METHOD=NONE',
        '#EXTINF:1,',
        'c.ts',
      ],
    )
    const keys = segments.map(({ key }) => key && [key.url, Buffer.from(key.iv).toString('hex')])
    expect(keys).toEqual([
      null,
      ['https://cdn.example.com/talk/k1', `${'0'.repeat(31)}8`],
      ['https://cdn.example.com/talk/k2', `${'0'.repeat(30)}ff`],
      null,
    ])
  })

  it('leaves out what its server says is missing', () => {
    expect(media('#EXTINF:1,', '#EXT-X-GAP', 'a.ts', '#EXTINF:1,', 'b.ts').segments).toHaveLength(1)
  })

  it.each([
    ['invalid', 'is a list of songs', '#EXTM3U\n#EXTINF:123,Song\nhttp://example.com/a.mp3\n'],
    ['invalid', 'is something else', '#EXT-X-TARGETDURATION:1\na.ts'],
    ['invalid', 'has a length below zero', '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:-1,\na.ts'],
    ['invalid', 'has a length without end', '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1e999,\na.ts'],
    ['invalid', 'has a range that is none', '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-BYTERANGE:-5@3\na.ts'],
    ['invalid', 'has an address that is none', '#EXTM3U\n#EXT-X-TARGETDURATION:1\nhttp://[\n'],
    [
      'invalid',
      'has a key with a wrong IV',
      '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-KEY:METHOD=AES-128,URI="k",IV=zz\na.ts',
    ],
    ['invalid', 'has no end of segments', `#EXTM3U\n#EXT-X-TARGETDURATION:1\n${'a\n'.repeat(30_000)}`],
    [
      'protected',
      'is under a key of the trade',
      '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://x"\na.ts',
    ],
    [
      'protected',
      'is under a key of a format we lack',
      '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-KEY:METHOD=AES-128,URI="x",KEYFORMAT="com.apple"\na.ts',
    ],
  ])('is refused as %s that %s', (reason, _, text) => {
    expect(() => readPlaylist(text, BASE)).toThrow(expect.objectContaining({ reason }))
  })
})

describe('of a master playlist is chosen', () => {
  const STREAMS = [
    ...['#EXT-X-STREAM-INF:BANDWIDTH=3000000,CODECS="avc1.4d401f,mp4a.40.2",AUDIO="a"', 'high.m3u8'],
    ...['#EXT-X-STREAM-INF:BANDWIDTH=500000,CODECS="avc1.4d401e,mp4a.40.2",AUDIO="a"', 'low.m3u8'],
  ]
  const track = (rest: string): string => `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",${rest}`
  const choice = (...lines: string[]): string | undefined =>
    chooseRendition(master(...lines))
      ?.split('/')
      .at(-1)

  it('the English track of sound before the default one', () => {
    const tracks = [
      track('NAME="fr",LANGUAGE="fr",DEFAULT=YES,URI="fr.m3u8"'),
      track('NAME="en, two",LANGUAGE="en-GB",URI="en.m3u8"'),
    ]
    expect(choice(...tracks, ...STREAMS)).toBe('en.m3u8')
    expect(choice(tracks[0] ?? '', ...STREAMS)).toBe('fr.m3u8')
  })

  it('the smallest stream where the sound is inside, or no track goes with it', () => {
    expect(choice(...STREAMS)).toBe('low.m3u8')
    expect(choice(track('NAME="en",LANGUAGE="en",DEFAULT=YES'), ...STREAMS)).toBe('low.m3u8')
    expect(choice('#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="b",URI="other.m3u8"', ...STREAMS)).toBe('low.m3u8')
    expect(choice('#EXT-X-STREAM-INF:BANDWIDTH=9', 'untold.m3u8')).toBe('untold.m3u8')
  })

  it('a stream of sound alone before a smaller one with a picture, and none without sound', () => {
    const mute = ['#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="avc1.4d401e"', 'mute.m3u8']
    const alone = ['#EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS="mp4a.40.2"', 'sound.m3u8']
    expect(choice(...mute, ...STREAMS, ...alone)).toBe('sound.m3u8')
    expect(chooseRendition(master(...mute))).toBeNull()
  })
})
