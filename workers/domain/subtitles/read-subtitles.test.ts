import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSubtitles } from './read-subtitles.ts'

const srt = (...cues: string[]): string =>
  cues.map((text, i) => `${i + 1}\n00:00:0${i},000 --> 00:00:0${i},900\n${text}\n`).join('\n')

/** The texts of the cues, or what is wrong. */
function texts(file: string): string[] | string {
  const cues = readSubtitles(file)
  return typeof cues === 'string' ? cues : cues.map((cue) => cue.text)
}

describe('the forms of a file', () => {
  const cue = { startMs: 61_500, endMs: 63_250, text: 'Hello there.' }
  it.each([
    ['SubRip', '1\n00:01:01,500 --> 00:01:03,250\nHello there.\n'],
    [
      'with a mark, Windows line ends and a blank line too many',
      '\uFEFF1\r\n\r\n00:01:01,500 --> 00:01:03,250\r\nHello there.\r\n',
    ],
    ['old Mac line ends', '1\r00:01:01,500 --> 00:01:03,250\rHello there.\r'],
    ['points, no number, no hours', '01:01.500 --> 01:03.25\nHello there.'],
    ['a blank line before the text', '1\n00:01:01,500 --> 00:01:03,250\n\nHello there.\n'],
    ['coordinates', '1\n00:01:01,500 --> 00:01:03,250  X1:100 X2:200\nHello there.\n'],
    [
      'WebVTT with everything',
      'WEBVTT - a title\nKind: captions\n\nSTYLE\n::cue { color: lime }\n\nREGION\nid:fred\n\nNOTE\nnot said\n\nintro\n01:01.500 --> 01:03.250 line:0 align:start\n<v Ann><i>Hello</i> there.</v>\n',
    ],
  ])('%s', (_, file) => {
    expect(readSubtitles(file)).toEqual([cue])
  })

  it('reads cues that no empty line parts', () => {
    const file = '1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:02,000 --> 00:00:03,000\nTwo.\n'
    expect(texts(file)).toEqual(['One.', 'Two.'])
  })

  it.each([
    ['nothing', ''],
    ['a text', 'Dear Sir, at 10:30 --> we meet.'],
    ['a page', '<!doctype html><p>Hello</p>'],
    ['times only', '1\n00:00:01,000 --> 00:00:02,000\n\n'],
    ['an end before the start', '1\n00:00:02,000 --> 00:00:01,000\nHello\n'],
  ])('is no subtitle file: %s', (_, file) => {
    expect(readSubtitles(file)).toBe('not_subtitles')
  })
})

describe('what nobody says', () => {
  it.each<[string, string | null]>([
    ['<i>Hello</i> <font color="#fff">there</font>', 'Hello there'],
    ['{\\an8}{\\pos(1,2)}Up here', 'Up here'],
    ['Tom &amp; Jerry &#39;n&#x27; me&nbsp;too', "Tom & Jerry 'n' me too"],
    ['It is <5 and >3', 'It is <5 and >3'],
    ['JOHN: Hello', 'Hello'],
    ["MR. O'NEIL (V.O.): Hello", 'Hello'],
    ['Remember: keep left', 'Remember: keep left'],
    ['I: the first', 'I: the first'],
    ['- Hi.\n- Hello.', 'Hi. Hello.'],
    ['>> ANN: Good morning', 'Good morning'],
    ['[door closes] Who is it?', 'Who is it?'],
    ['(laughs) Stop it.', 'Stop it.'],
    ['(speaking a language that nobody here knows)', null],
    ['He came (and I mean all of the way here) by foot.', 'He came (and I mean all of the way here) by foot.'],
    ['♪ la la la ♪ Turn it off!', 'Turn it off!'],
    ['♪ A song that goes on', null],
    ['MAN [whispering]:\nCome here', 'Come here'],
    ['two\nlines', 'two lines'],
  ])('%s', (line, expected) => {
    expect(texts(srt(line, 'Then.'))).toEqual(expected === null ? ['Then.'] : [expected, 'Then.'])
  })
})

describe('cues in disorder', () => {
  it('are put in order and end where the next begins', () => {
    const file = '2\n00:00:03,000 --> 00:00:05,000\nSecond.\n\n1\n00:00:01,000 --> 00:00:03,500\nFirst.\n'
    expect(readSubtitles(file)).toEqual([
      { startMs: 1000, endMs: 3000, text: 'First.' },
      { startMs: 3000, endMs: 5000, text: 'Second.' },
    ])
  })

  it('say each line of rolling captions once', () => {
    const file = [
      'WEBVTT\n',
      '00:00.000 --> 00:02.000\n \nwe<00:00:00.500><c> choose</c>\n',
      '00:02.000 --> 00:02.010\nwe choose\n',
      '00:02.010 --> 00:04.000\nwe choose\nto<00:00:02.500><c> go</c>\n',
      '00:04.000 --> 00:04.010\nto go\n',
      '00:04.010 --> 00:06.000\nto go\nto the moon\n',
    ].join('\n')
    expect(readSubtitles(file)).toEqual([
      { startMs: 0, endMs: 2000, text: 'we choose' },
      { startMs: 2010, endMs: 4000, text: 'to go' },
      { startMs: 4010, endMs: 6000, text: 'to the moon' },
    ])
  })

  it('keep what is really said twice', () => {
    expect(texts(srt('No!', 'No!', 'I said it.', 'You did.', 'I did not.', 'All right.', 'Good.'))).toHaveLength(7)
  })
})

describe('two languages', () => {
  it('keeps the English line, and the Chinese one as its translation', () => {
    expect(readSubtitles(srt('你好，世界。\nHello, world.', 'See you at 8.\n八点见。'))).toEqual([
      { startMs: 0, endMs: 900, text: 'Hello, world.', zh: '你好，世界。' },
      { startMs: 1000, endMs: 1900, text: 'See you at 8.', zh: '八点见。' },
    ])
  })

  it('in one line, or in two cues of the same time', () => {
    expect(readSubtitles(srt('I love this song. 我爱这首歌。'))).toMatchObject([
      { text: 'I love this song.', zh: '我爱这首歌。' },
    ])
    const two = '1\n00:00:01,000 --> 00:00:02,000\n你好\n\n2\n00:00:01,000 --> 00:00:02,000\nHello\n'
    expect(readSubtitles(two)).toEqual([{ startMs: 1000, endMs: 2000, text: 'Hello', zh: '你好' }])
  })

  it.each([
    ['Chinese', '我用 iPhone 看电影。'],
    ['Russian', 'Привет, как дела?'],
    [
      'French',
      'Il y avait une fois dans la ville un homme qui ne voulait plus rien dire à personne, et il marchait seul le long de la rivière pendant que les autres parlaient de lui sans le voir.',
    ],
  ])('finds no English in %s', (_, line) => {
    expect(readSubtitles(srt(line))).toBe('no_english')
  })
})

it('gives cues in order and without overlap for any file of plain cues', () => {
  const word = fc.constantFrom('that', 'there', 'the', 'home', 'now')
  const cue = fc.record({
    startMs: fc.nat(100_000),
    lengthMs: fc.integer({ min: 1, max: 9000 }),
    words: fc.array(word, { minLength: 1, maxLength: 12 }),
  })
  const time = (ms: number): string =>
    `${Math.floor(ms / 3_600_000)}:${Math.floor(ms / 60_000) % 60}:${Math.floor(ms / 1000) % 60}.${String(ms % 1000).padStart(3, '0')}`
  fc.assert(
    fc.property(fc.array(cue, { minLength: 1, maxLength: 20 }), (cues) => {
      const file = cues
        .map((c) => `${time(c.startMs)} --> ${time(c.startMs + c.lengthMs)}\n${c.words.join(' ')}\n`)
        .join('\n')
      const read = readSubtitles(file)
      if (typeof read === 'string') throw new Error(read)
      for (const [i, next] of read.entries()) {
        expect(next.endMs).toBeGreaterThan(next.startMs)
        if (i > 0) expect(next.startMs).toBeGreaterThanOrEqual(read[i - 1]?.endMs ?? 0)
      }
    }),
  )
})
