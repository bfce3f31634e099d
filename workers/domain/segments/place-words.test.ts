import { describe, expect, it } from 'vitest'
import { placeWords } from './place-words.ts'
import { tokensOf } from './timed-word.ts'

const ANYWHERE = { startMs: 0, endMs: Infinity }
const times = (text: string, line: [number, number], pauses: [number, number][], room = ANYWHERE): number[][] =>
  placeWords(
    text,
    { startMs: line[0], endMs: line[1] },
    pauses.map(([startMs, endMs]) => ({ startMs, endMs })),
    room,
  ).map(({ startMs, endMs }) => [startMs, endMs])

describe('tokensOf', () => {
  it.each([
    ['one two', ['one', 'two']],
    ['well – he said … “ yes ”', ['well –', 'he', 'said … “', 'yes ”']],
    ['– one', ['– one']],
    ['…', []],
  ])('%s', (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens)
  })
})

describe('placeWords', () => {
  it('shares the time of a line out by letters', () => {
    expect(times('to the window', [1000, 2000], [])).toEqual([
      [1000, 1235],
      [1235, 1529],
      [1529, 2000],
    ])
  })

  it('puts no word into a pause or across one', () => {
    expect(
      times(
        'hello there people',
        [0, 3000],
        [
          [0, 500],
          [1000, 2000],
          [2600, 3000],
        ],
      ),
    ).toEqual([
      [500, 850],
      [2000, 2200],
      [2200, 2600],
    ])
  })

  it('begins and ends with the speech that the line is a little late or early for', () => {
    const pauses: [number, number][] = [
      [0, 800],
      [2200, 3000],
    ]
    expect(times('hello', [1000, 2000], pauses)[0]?.[0]).toBe(800)
    expect(times('hello again people', [1000, 2000], pauses).at(-1)?.[1]).toBe(2200)
    expect(times('hello again people', [1000, 2000], pauses, { startMs: 900, endMs: 2100 })).toMatchObject({
      0: [900, expect.any(Number)],
      2: [expect.any(Number), 2100],
    })
  })

  it('does not stretch a word over a line that stands for long', () => {
    expect(times('hi', [0, 10_000], [])[0]?.[1]).toBeLessThan(1000)
  })

  it('goes by the line alone where nobody is heard', () => {
    expect(times('one two', [0, 700], [[0, 5000]])).toEqual([
      [0, 350],
      [350, 700],
    ])
  })
})
