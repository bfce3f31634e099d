import { describe, expect, it } from 'vitest'
import { gradeAttempt } from './grade.ts'
import type { MarkedBecause } from './reasons.ts'

// What a learner typed for one word, and why it is not the same. Both ways round where the table says so.

function itMarks(
  kind: 'typo' | 'wrong',
  because: MarkedBecause | undefined,
  pairs: ReadonlyArray<readonly [string, string]>,
): void {
  it.each(pairs)('%s is not %s', (said, typed) => {
    const grade = gradeAttempt(`so ${said} then`, `so ${typed} then`)
    expect(grade.isCorrect).toBe(false)
    expect(grade.verdicts[1]).toMatchObject({ kind, expected: said.split(' ')[0] })
    expect(grade.verdicts[1]?.markedBecause).toBe(because)
  })
}

const bothWays = (pairs: ReadonlyArray<readonly [string, string]>): Array<readonly [string, string]> =>
  pairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const])

describe('an apostrophe that makes another word', () => {
  itMarks(
    'wrong',
    'apostrophe',
    bothWays([
      ["we're", 'were'],
      ["I'll", 'ill'],
      ["he'll", 'hell'],
      ["she'll", 'shell'],
      ["we'll", 'well'],
      ["we'd", 'wed'],
      ["she'd", 'shed'],
      ["I'd", 'id'],
    ]),
  )
})

describe('a forgotten apostrophe', () => {
  itMarks('typo', 'apostrophe', [
    ["can't", 'cant'],
    ["won't", 'wont'],
    ["don't", 'dont'],
    ["I'm", 'im'],
    ["I've", 'ive'],
    ["they're", 'theyre'],
    ["you're", 'youre'],
    ["that's", 'thats'],
    ["isn't", 'isnt'],
    ["he's", 'hes'],
  ])
})

describe('heard right, spelled wrong', () => {
  itMarks(
    'wrong',
    'homophone',
    bothWays([
      ['their', 'there'],
      ["they're", 'their'],
      ["they're", 'there'],
      ["it's", 'its'],
      ["you're", 'your'],
      ["who's", 'whose'],
      ["let's", 'lets'],
      ["there's", 'theirs'],
      ['to', 'too'],
      ['two', 'to'],
      ['2', 'too'],
      ['4', 'for'],
      ['8', 'ate'],
      ['hear', 'here'],
      ['write', 'right'],
      ['know', 'no'],
      ['sea', 'see'],
      ['bear', 'bare'],
      ['bears', 'bares'],
      ['piece', 'peace'],
      ['weather', 'whether'],
      ['week', 'weak'],
      ['through', 'threw'],
      ['son', 'sun'],
      ['flour', 'flower'],
      ['knight', 'night'],
      ['which', 'witch'],
      ['allowed', 'aloud'],
      ['patients', 'patience'],
      ['instance', 'instants'],
      ['passed', 'past'],
      ['wear', 'where'],
      ['brake', 'break'],
      ['principal', 'principle'],
      ['stationary', 'stationery'],
      ['apart', 'a part'],
      ['maybe', 'may be'],
      ['already', 'all ready'],
      ['altogether', 'all together'],
    ]),
  )
  itMarks('wrong', 'homophone', [["would've", 'would of']])

  it('could of is could have, but for its second word', () => {
    const { verdicts } = gradeAttempt('I could have gone', 'I could of gone')
    expect(verdicts.map(({ kind, markedBecause }) => markedBecause ?? kind)).toEqual([
      'match',
      'match',
      'homophone',
      'match',
    ])
  })
})

describe('another common word, one slip away', () => {
  itMarks(
    'wrong',
    'other_word',
    bothWays([
      ['form', 'from'],
      ['quite', 'quiet'],
      ['angle', 'angel'],
      ['trail', 'trial'],
      ['house', 'horse'],
      ['though', 'through'],
      ['though', 'thought'],
      ['word', 'world'],
      ['lose', 'loose'],
      ['country', 'county'],
      ['breath', 'breathe'],
      ['possible', 'impossible'],
    ]),
  )
  itMarks('wrong', 'other_word', [
    ['house', 'hose'],
    ['three', 'tree'],
    ['hoping', 'hopping'],
  ])
})

describe('another grammatical ending', () => {
  itMarks(
    'wrong',
    'ending',
    bothWays([
      ['houses', 'house'],
      ['walked', 'walks'],
      ['walk', 'walking'],
      ['closed', 'closes'],
      ['describe', 'described'],
      ['kilometer', 'kilometers'],
      ['quick', 'quickly'],
      ['large', 'larger'],
      ['towards', 'toward'],
      ['study', 'studied'],
      ['stop', 'stopped'],
    ]),
  )
})

describe('other words altogether', () => {
  itMarks('wrong', undefined, [
    ["can't", 'can'],
    ["don't", 'do'],
    ["isn't", 'is'],
    ["wouldn't", 'would'],
    ["don't", "won't"],
    ["we'll", "he'll"],
    ["I'd", "I'll"],
    ['not', 'now'],
    ['in', 'on'],
    ['he', 'she'],
    ['cat', 'cut'],
    ['the', 'teh'],
    ['15', '50'],
    ['fifteen', '50'],
    ['fifteen', 'fifty'],
    ['1999', '1998'],
    ['3.5', '35'],
    ['10:30', '1,030'],
    ['1/2', '12'],
    ['2½', '21/2'],
    ['2020', '220'],
    ['$5', '5'],
    ['5%', '5'],
    ['$5', '£5'],
    ['3:30', '3:13'],
    ['2nd', 'two'],
    ['a.m.', 'p.m.'],
    ['5km', '5kg'],
    ['colour', 'caller'],
  ])
})

describe('slips of the finger', () => {
  itMarks('typo', 'spelling', [
    ['house', 'huose'],
    ['house', 'hous'],
    ['language', 'langauge'],
    ['because', 'becuase'],
    ['believe', 'beleive'],
    ['definitely', 'definately'],
    ['accommodation', 'acomodation'],
    ['occurred', 'occured'],
    ['writing', 'writting'],
    ['beginning', 'begining'],
    ['their', 'thier'],
    ['separate', 'seperate'],
    ['government', 'goverment'],
    ['restaurant', 'restaurent'],
    ['making', 'makeing'],
    ['running', 'runing'],
    ['independent', 'independant'],
    ['hundred', 'hundre'],
    ['always', 'alway'],
    ["couldn't", "coudn't"],
  ])
  itMarks('typo', 'spacing', [
    ['a lot', 'alot'],
    ['the cat', 'thecat'],
    ['in the house', 'inthehouse'],
  ])
})
