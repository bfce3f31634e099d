import { describe, expect, it } from 'vitest'
import { gradeAttempt } from './grade.ts'
import { bothWays, itMarks } from './test-support.ts'

// What a learner typed for one word, and why it is not the same. Both ways round where the table says so.

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
      ['always', 'all ways'],
      ['poor', 'pour'],
      ['capital', 'capitol'],
      ['canon', 'cannon'],
      ['hangar', 'hanger'],
      ['war', 'wore'],
      ['sink', 'sync'],
      ['Finnish', 'finish'],
      ['Greece', 'grease'],
      ['Wales', 'whales'],
      ['wax', 'whacks'],
    ]),
  )
  itMarks('wrong', 'homophone', [["would've", 'would of']])

  it.each([
    ['it is late', 'its late'],
    ['they are late', 'their late'],
    ['you are late', 'your late'],
    ['who is there', 'whose there'],
    ['I may have gone', 'I may of gone'],
    ["I'd have gone", "I'd of gone"],
  ])('%s is not %s', (said, typed) => {
    const { verdicts, isCorrect } = gradeAttempt(said, typed)
    expect(isCorrect).toBe(false)
    expect(verdicts.map(({ markedBecause }) => markedBecause)).toContain('homophone')
  })

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
      ['fist', 'first'],
      ['king', 'ring'],
      ['goes', 'does'],
      ['trying', 'crying'],
      ['widow', 'window'],
      ['calm', 'palm'],
      ['petrol', 'patrol'],
      ['altitude', 'attitude'],
      ['customer', 'costumer'],
      ['computer', 'commuter'],
      ['decent', 'descent'],
      ['dairy', 'diary'],
      ['excellent', 'excellence'],
      ['material', 'maternal'],
      ['bathroom', 'washroom'],
      ['hotel', 'motel'],
      ['master', 'muster'],
      ['grandma', 'grandpa'],
      ['policeman', 'policewoman'],
      ['Ireland', 'Iceland'],
      ['health', 'healthy'],
      ['adopt', 'adapt'],
      ['device', 'devise'],
      ['expand', 'expend'],
      ['immigrant', 'emigrant'],
      ['ingenious', 'ingenuous'],
      ['vacation', 'vocation'],
      ['economic', 'economical'],
    ]),
  )
  itMarks('wrong', 'other_word', [
    ['house', 'hose'],
    ['three', 'tree'],
    ['hoping', 'hopping'],
    ['Thursday', 'Tuesday'],
    ['literary', 'literal'],
    ['American', 'African'],
    ['Australia', 'Austria'],
  ])
})

describe('another number, though it is a letter or two away', () => {
  itMarks(
    'wrong',
    'other_word',
    bothWays([
      ['seventh', 'seventy'],
      ['eighth', 'eighty'],
      ['eight', 'eighty'],
      ['thirteenth', 'thirtieth'],
      ['seventeenth', 'seventieth'],
      ['million', 'billion'],
    ]),
  )
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
      ['come', 'comes'],
      ['need', 'needs'],
      ['hundred', 'hundreds'],
      ['agree', 'agreed'],
      ['free', 'freed'],
      ['guarantee', 'guaranteed'],
      ['carry', 'carrying'],
      ['worry', 'worrying'],
      ['try', 'trying'],
      ['cry', 'crying'],
      ['menu', 'menus'],
      ['taxi', 'taxis'],
      ['stomach', 'stomachs'],
      ['responsible', 'responsibly'],
      ['impossible', 'impossibly'],
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

describe('a short form that is none here', () => {
  itMarks(
    'wrong',
    undefined,
    bothWays([
      ['sun', 'Sunday'],
      ['sat', 'Saturday'],
      ['wed', 'Wednesday'],
      ['mar', 'March'],
      ['hon', 'honorable'],
    ]),
  )
})
