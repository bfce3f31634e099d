import { describe, expect, test } from 'vitest'
import { readSubtitleText, sortFiles, subtitleProblem } from './subtitle-file.ts'

const file = (name: string, type = '', size = 10) => ({ name, type, size })

describe('subtitle files', () => {
  test('are told from media by name or type, in any order', () => {
    const [video, srt, vtt] = [file('a.mp4', 'video/mp4'), file('a.SRT'), file('captions', 'text/vtt')]
    expect(sortFiles([srt, video])).toEqual({ media: video, subtitles: srt })
    expect(sortFiles([video, vtt])).toEqual({ media: video, subtitles: vtt })
    expect(sortFiles([video])).toEqual({ media: video, subtitles: null })
    expect(sortFiles([srt])).toEqual({ media: null, subtitles: srt })
  })

  test('are refused when plainly wrong', () => {
    expect(subtitleProblem(file('a.srt'))).toBeNull()
    expect(subtitleProblem(file('a.txt', 'text/plain'))).toBe('not-subtitles')
    expect(subtitleProblem(file('a.srt', '', 1_000_001))).toBe('too-large')
  })

  test('are read in the encoding they were saved in', async () => {
    expect(await readSubtitleText(new File([new Uint8Array([0xc4, 0xe3, 0xba, 0xc3])], 'a.srt'))).toBe('你好')
    expect(await readSubtitleText(new File(['Café'], 'a.srt'))).toBe('Café')
  })
})
