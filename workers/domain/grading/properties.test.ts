import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitWords } from '../text/words.ts'
import { checkWord } from './check-word.ts'
import { gradeAttempt } from './grade.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 120 })
/** Text made of the pieces the rules are about, so that the odd branches are reached. */
const trickyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."I'd gonna well-known 1999 21st $5.50 10:30 a i'll ill were we're its it's colour OK Mr. 100 one hundred and the May 5 1/2 R&B -5 #1 5% % & + 'em goin' ' - . 1,000 3.5 0 00 1-2-3-4-5 a.m. U.S. c++ ½ dont its sun Sun. 10 000 $ 5 € in. ft hrs rock'n'roll theatre's companies company's boss's bosses A+ World War I 1/4 a million Mon-Fri there is has tall".split(
          ' ',
        ),
      ),
      fc.string({ unit: fc.constantFrom(..."a b e 1 ' - . : $ / %".split(' ')), maxLength: 8 }),
    ),
    { maxLength: 14 },
  )
  .map((words) => words.join(' '))
const word = fc.constantFrom(...'the cat dog house I like well known to be or not going gonna red blue tea'.split(' '))
const longWord = fc.constantFrom(
  ...'people water school window orange purple garden music paper summer the dog'.split(' '),
)
const sentence = fc.array(word, { minLength: 1, maxLength: 12 })

describe('gradeAttempt, whatever the text', () => {
  it('gives 100 and correct to the transcript itself', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, trickyText), (text) => {
        expect(gradeAttempt(text, text)).toMatchObject({ score: 100, isCorrect: true })
        expect(gradeAttempt(text, splitWords(text))).toMatchObject({ score: 100, isCorrect: true })
      }),
      { numRuns: 1000 },
    )
  })

  it('gives a whole score from 0 to 100, a result per expected word and every typed word a place', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, trickyText), fc.oneof(anyText, trickyText), (transcript, typed) => {
        const { score, isCorrect, wordResults, verdicts } = gradeAttempt(transcript, typed)
        expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true)
        expect(score === 100).toBe(isCorrect)
        const expected = verdicts.filter((verdict) => verdict.kind !== 'added').map((verdict) => verdict.expected)
        expect(expected).toEqual(splitWords(transcript))
        expect(wordResults).toHaveLength(expected.length)
        const placed = new Set(verdicts.flatMap((verdict) => verdict.submitted?.split(' ') ?? []))
        expect(placed).toEqual(new Set(splitWords(typed)))
      }),
      { numRuns: 1500 },
    )
  })

  it('gives the same to boxes as to text, up to which of several equal words was meant', () => {
    fc.assert(
      fc.property(sentence, sentence, (transcript, typed) => {
        const text = gradeAttempt(transcript.join(' '), typed.join(' '))
        expect(gradeAttempt(transcript.join(' '), typed).isCorrect).toBe(text.isCorrect)
      }),
    )
  })

  it('never gives more when a right word is taken away', () => {
    fc.assert(
      fc.property(
        sentence,
        fc.array(fc.constantFrom('keep', 'drop', 'spoil', 'insert'), { minLength: 12, maxLength: 12 }),
        fc.nat(),
        (words, fates, pick) => {
          const typed = words.flatMap((each, at) => {
            const fate = fates[at]
            return fate === 'drop' ? [] : fate === 'spoil' ? ['zzzz'] : fate === 'insert' ? [each, 'qqqq'] : [each]
          })
          const right = [...typed.keys()].filter((at) => !/^(?:zzzz|qqqq)$/u.test(typed[at] ?? ''))
          const gone = right[pick % Math.max(1, right.length)]
          for (const level of ['strict', 'standard', 'lenient'] as const) {
            const before = gradeAttempt(words.join(' '), typed.join(' '), level).score
            const after = gradeAttempt(words.join(' '), typed.filter((_, at) => at !== gone).join(' '), level).score
            expect(after).toBeLessThanOrEqual(before)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['junk', 'zzzz', ['strict', 'standard', 'lenient']],
    // When lenient, a misspelled double is the same word twice, of which one is too many.
    ['misspelled doubles', 'misspelled', ['strict', 'standard']],
  ] as const)(
    'never gives more when a right word is taken away, whatever else is typed: %s',
    (_name, extra, levels) => {
      fc.assert(
        fc.property(
          fc.uniqueArray(longWord, { minLength: 1, maxLength: 9 }),
          fc.array(fc.constantFrom('keep', 'drop', 'spoil', 'insert'), { minLength: 9, maxLength: 9 }),
          fc.nat(),
          (words, fates, pick) => {
            const typed = words.flatMap((each, at) => {
              const other = extra === 'misspelled' ? each.slice(0, 1) + each.slice(2) : extra
              const fate = fates[at]
              return fate === 'drop' ? [] : fate === 'spoil' ? [other] : fate === 'insert' ? [each, other] : [each]
            })
            const right = [...typed.keys()].filter((at) => words.some((each) => each === typed[at]))
            const gone = right[pick % Math.max(1, right.length)]
            for (const level of levels) {
              const before = gradeAttempt(words.join(' '), typed.join(' '), level).score
              const after = gradeAttempt(words.join(' '), typed.filter((_, at) => at !== gone).join(' '), level).score
              expect(after).toBeLessThanOrEqual(before)
            }
          },
        ),
        { numRuns: 1500 },
      )
    },
  )

  it('calls two texts the same in both directions or in none', () => {
    fc.assert(
      fc.property(trickyText, trickyText, (one, other) => {
        // A filler left out by who heard nothing else is a miss, one that was put in is none.
        fc.pre(!/\b(?:um|uh)\b/u.test(`${one} ${other}`))
        expect(gradeAttempt(one, other).isCorrect).toBe(gradeAttempt(other, one).isCorrect)
      }),
      { numRuns: 2000 },
    )
  })

  it('is never stricter when lenient, nor more lenient when strict', () => {
    fc.assert(
      fc.property(trickyText, trickyText, (transcript, typed) => {
        const [strict, standard, lenient] = (['strict', 'standard', 'lenient'] as const).map(
          (level) => gradeAttempt(transcript, typed, level).score,
        )
        expect(strict).toBeLessThanOrEqual(standard ?? 0)
        expect(standard).toBeLessThanOrEqual(lenient ?? 0)
      }),
      { numRuns: 1000 },
    )
  })

  it('is of whole words, whatever became of a filler', () => {
    fc.assert(
      fc.property(sentence, fc.nat(12), (words, at) => {
        const withFiller = [...words.slice(0, at), 'um', ...words.slice(at)].join(' ')
        expect(gradeAttempt(withFiller, words.join(' '))).toMatchObject({ score: 100, isCorrect: true })
        expect(gradeAttempt(words.join(' '), withFiller)).toMatchObject({ score: 100, isCorrect: true })
      }),
    )
  })

  it('takes points for a word nobody said', () => {
    fc.assert(
      fc.property(sentence, fc.nat(12), (words, at) => {
        const typed = [...words.slice(0, at), 'zzzz', ...words.slice(at)]
        expect(gradeAttempt(words.join(' '), typed.join(' ')).score).toBeLessThan(100)
      }),
    )
  })

  it.each([
    ['aaaaaaaaa '.repeat(400), 'a '.repeat(2000)],
    ['a '.repeat(2000), 'a '.repeat(2000)],
    ["a's ".repeat(400), 'a '.repeat(2000)],
    ['11 '.repeat(400), '1 '.repeat(2000)],
    ['11-11-11-11 '.repeat(200), 'eleven double one '.repeat(400)],
    ["n't've'd".repeat(12), "'d".repeat(2000)],
    [`a${"'d".repeat(50)}`, 'a would had'],
    [`${'1-'.repeat(2000)}1`, '1'],
    ['9'.repeat(4000), 'nine'],
    ['antidisestablishmentarianism '.repeat(400), 'antidisestablishmentarianisn '.repeat(400)],
    ['backpackbackpack '.repeat(400), 'backpack backpakc '.repeat(400)],
    ['um '.repeat(1000), 'uh '.repeat(1000)],
  ])('comes to an end on text made to waste time (%#)', (transcript, typed) => {
    expect(gradeAttempt(transcript, typed).verdicts.length).toBeGreaterThan(0)
  })
})

describe('checkWord', () => {
  it('agrees with the grader about a single word', () => {
    fc.assert(
      fc.property(word, fc.oneof(word, trickyText), (expected, typed) => {
        const whole = gradeAttempt(expected, typed)
        expect(checkWord(expected, typed) === 'match').toBe(whole.isCorrect)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['Hello,', 'hello', 'match'],
    ["I'd", 'i had', 'match'],
    ['well-known', 'well known', 'match'],
    ['1999', 'nineteen ninety nine', 'match'],
    ['wonderful', 'wonderfull', 'typo'],
    ["don't", 'dont', 'typo'],
    ["we're", 'were', 'wrong'],
    ['cat', '', 'wrong'],
    ['cat', 'cat dog', 'wrong'],
    ['cat', '   ', 'wrong'],
    ['well-known', 'well knwon', 'typo'],
    ['&', 'and', 'match'],
  ] as const)('%s | %s: %s', (expected, typed, verdict) => {
    expect(checkWord(expected, typed)).toBe(verdict)
  })
})
