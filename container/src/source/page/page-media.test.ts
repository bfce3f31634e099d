import { describe, expect, it } from 'vitest'
import { choosePageMedia } from './page-media.ts'

const HOUR = 3_600_000
const SOUND = { url: 'https://cdn.example.com/140', protocol: 'https', acodec: 'mp4a.40.2', vcodec: 'none', abr: 128 }
const urlOf = (given: unknown): unknown => {
  const media = choosePageMedia(given, HOUR)
  return typeof media === 'string' ? media : media.url.split('/').at(-1)
}
const ofFormats = (...formats: object[]): unknown =>
  urlOf({ formats: formats.map((format) => ({ ...SOUND, ...format })) })

describe('of the formats of a page is chosen', () => {
  it('sound alone before a picture, and a plain file before a playlist', () => {
    expect(ofFormats({ url: 'a/18', vcodec: 'avc1', tbr: 500 }, { url: 'a/140' })).toBe('140')
    expect(ofFormats({ url: 'a/hls', protocol: 'm3u8_native' }, { url: 'a/140' })).toBe('140')
    expect(ofFormats({ url: 'a/hls', protocol: 'm3u8_native' })).toBe('hls')
    expect(ofFormats({ url: 'a/18', vcodec: 'avc1', tbr: 500 })).toBe('18')
  })

  it('the least that is enough for speech', () => {
    const rates = [32, 256, 128, 64].map((abr) => ({ url: `a/${abr}`, abr }))
    expect(ofFormats(...rates)).toBe('64')
    expect(ofFormats({ url: 'a/24', abr: 24 }, { url: 'a/32', abr: 32 })).toBe('32')
  })

  it('English, or the language it was made in, before a dubbed one', () => {
    expect(ofFormats({ url: 'a/de', language: 'de', abr: 48 }, { url: 'a/en', language: 'en-US' })).toBe('en')
    expect(
      ofFormats(
        { url: 'a/dub', language: 'en', language_preference: -1 },
        { url: 'a/own', language: 'en', language_preference: 10 },
      ),
    ).toBe('own')
  })

  it('none without sound, in fragments, or by a protocol we do not speak', () => {
    expect(ofFormats({ acodec: 'none' })).toBe('none')
    expect(ofFormats({ protocol: 'http_dash_segments' }, { protocol: 'rtmp' }, { protocol: 'mhtml' })).toBe('none')
    expect(ofFormats({ protocol: undefined, url: 'rtmp://example.com/a' })).toBe('none')
    expect(ofFormats({ protocol: undefined, url: 'https://example.com/a' })).toBe('a')
  })
})

describe('a page', () => {
  it('may have one address and no formats, or be a list of one', () => {
    expect(urlOf({ url: 'https://example.com/a.mp3' })).toBe('a.mp3')
    expect(urlOf({ _type: 'playlist', entries: [{ url: 'https://example.com/b.mp3' }] })).toBe('b.mp3')
  })

  it('is told apart when it is live, too long, or nothing', () => {
    expect(choosePageMedia({ ...SOUND, is_live: true }, HOUR)).toBe('live')
    expect(choosePageMedia({ ...SOUND, duration: 3601 }, HOUR)).toBe('too_long')
    for (const nothing of [
      null,
      'text',
      5,
      [],
      {},
      { entries: [] },
      { formats: [] },
      { formats: 'x' },
      { formats: [null, 5] },
    ]) {
      expect(choosePageMedia(nothing, HOUR)).toBe('none')
    }
  })

  it('says which headers its media want, of which only harmless ones are sent', () => {
    const http_headers = {
      'User-Agent': 'x',
      Referer: 'https://example.com/',
      Cookie: 'a=b',
      Host: 'inside',
      Range: 'bytes=0-',
    }
    expect(choosePageMedia({ formats: [{ ...SOUND, http_headers }] }, HOUR)).toEqual({
      url: SOUND.url,
      headers: { 'user-agent': 'x', referer: 'https://example.com/' },
    })
  })
})
