import { describe, expect, it } from 'vitest'
import { gradeAttempt } from './grade.ts'
import type { Verdict } from './verdict.ts'

// One sign per verdict, in reading order: = match, ~ typo, x wrong, - missing, + added.
const SIGNS: Readonly<Record<Verdict['kind'], string>> = { match: '=', typo: '~', wrong: 'x', missing: '-', added: '+' }

type Case = readonly [transcript: string, submitted: string | readonly string[], verdicts: string, score: number]
const CASES: ReadonlyArray<readonly [group: string, cases: readonly Case[]]> = [
  [
    'words that are never the same',
    [
      ["We're here", 'were here', 'x=', 50],
      ['We were here', "we we're here", '=x=', 67],
      ["I'll go", 'ill go', 'x=', 50],
      ['I feel ill', "i feel i'll", '==x', 67],
      ["It's his", 'its his', 'x=', 50],
      ['its tail', "it's tail", 'x=', 50],
      ["He'll come", 'hell come', 'x=', 50],
      ["She'll come", 'shell come', 'x=', 50],
      ["We'll see", 'well see', 'x=', 50],
      ["We'd see", 'wed see', 'x=', 50],
      ["you're late", 'your late', 'x=', 50],
      ["they're late", 'their late', 'x=', 50],
      ["who's there", 'whose there', 'x=', 50],
      ['four dogs', 'fore dogs', 'x=', 50],
      ['forty dogs', 'for tea dogs', 'x+=', 40],
      ['two dogs', 'to dogs', 'x=', 50],
      ['I see', 'I sea', '=x', 50],
      ['in here', 'on here', 'x=', 50],
      ['he would', 'he had', '=x', 50],
      ["can't go", 'can go', 'x=', 50],
      ["the dog's tail", 'the dog is tail', '=x+=', 57],
      ['35', '3.5', 'x', 0],
      ['1,030', '10:30', 'x', 0],
      ['12', '1/2', 'x', 0],
      ['1999', '1998', 'x', 0],
      ['15', '50', 'x', 0],
      ['fifteen', '50', 'x', 0],
      ['$5', '5', 'x', 0],
      ['5%', '5', 'x', 0],
      ['the 2nd', 'the two', '=x', 50],
      ['one hundred', 'a hundred', 'x=', 50],
      ['advise me', 'advize me', '~=', 75],
      ['a surprise', 'a surprize', '=~', 75],
      ['initially', 'initialy', '~', 50],
      ['travel', 'travell', '~', 50],
      ['called', 'caled', '~', 50],
      ['unwise', 'unwize', '~', 50],
      ['humorous', 'humourous', '~', 50],
      ['two kilometers', 'two kilometer', '=x', 50],
      ['our time', 'or time', 'x=', 50],
      ['prize', 'prise', 'x', 0],
      ["Tom's great idea", 'Tom is great idea', 'x+==', 57],
      ["the team's three goals", 'the team is three goals', '=x+==', 67],
      ["John's car", 'John is car', 'x+=', 40],
      ["the dog's barking", 'the dogs barking', '=~=', 83],
      ["the dog's in the house", 'the dogs in the house', '=~===', 90],
      ['1,030 dogs', 'ten thirty dogs', 'x+=', 40],
      ['3.15 meters', 'three fifteen meters', 'x+=', 40],
      ['0800 hours', 'eight hours', 'x=', 50],
      ['the part I like', 'the part one like', '==x=', 75],
      ['an A+', 'an A', '=x', 50],
      ['Peter, I know', 'Peter the first know', '=+x=', 57],
      ["my mum's car", 'my mum is car', '=x+=', 57],
      ['the fig tree', 'the figure tree', '=x=', 67],
      ['ten in', 'ten inches', '=x', 50],
      ['I need 1', 'I need a', '==x', 67],
      ['3.14', 'three fourteen', 'x+', 0],
      ['12.50', 'twelve fifty', 'x+', 0],
      ['$1 million', '1 million', 'x=', 50],
      ['C++ code', 'C code', 'x=', 50],
      ['$ 5', '5', '-=', 50],
      ['5 €', 'five', '=-', 50],
      ['a sales rep', 'a sales representative', '==x', 67],
      ['the letter n', 'the letter and', '==x', 67],
      ['walked', 'walks', 'x', 0],
      ['He sat.', 'he Saturday', '=x', 50],
      ['Sat down', 'Saturday down', 'x=', 50],
      ['the hot sun. Then', 'the hot Sunday then', '==x=', 75],
    ],
  ],
  [
    'slips of the finger',
    [
      ['the house', 'the huose', '=~', 75],
      ['the house', 'the hous', '=~', 75],
      ['the house', 'the housse', '=~', 75],
      ['the house', 'the hause', '=~', 75],
      ['the house', 'the hose', '=x', 50],
      ['four dogs', 'for dogs', 'x=', 50],
      ['wonderful', 'wonderfull', '~', 50],
      ['wonderful', 'wunderfull', '~', 50],
      ['wonderful', 'wunderfulll', 'x', 0],
      ['definitely', 'definately', '~', 50],
      ['accommodation', 'acomodation', '~', 50],
      ['house', 'hwusse x', 'x+', 0],
      ['cat', 'cut', 'x', 0],
      ['cats', 'cuts', 'x', 0],
      ["I don't know", 'i dont know', '=~=', 83],
      ["I'm here", 'im here', '~=', 75],
      ["you've got", 'youve got', '~=', 75],
      ['I do not know', 'i dont know', '=~~=', 75],
      ['I am here', 'im here', '~~=', 67],
      ['I have seen', 'ive seen', '~~=', 67],
      ['they are here', 'theyre here', '~~=', 67],
      ['that is it', 'thats it', '~~=', 67],
      ['I cannot go', 'i cant go', '=~=', 83],
      ['it is late', 'its late', 'xx=', 33],
      ['they are late', 'their late', 'xx=', 33],
      ['you are late', 'your late', 'xx=', 33],
      ['we are late', 'were late', 'xx=', 33],
      ['he will go', 'hell go', 'xx=', 33],
      ["couldn't", 'coudn’t', '~', 50],
      ['a lot of', 'alot of', '~~=', 67],
      ['a part of it', 'apart of it', 'xx==', 50],
      ['the cat sat', 'thecatsat', '~~~', 50],
      ['maybe so', 'may be so', 'x=', 50],
      ['a well-known man', 'a well knwon man', '=~=', 83],
      ['some body else', 'sombody else', '~~=', 67],
      ['backpack', 'a backpack', '+=', 67],
      ['a backpack', 'backpack', '-=', 50],
      ['colour', 'colur', '~', 50],
      ["they're here", 'they were here', 'x+=', 40],
      ['a grandmother', 'a grand father', '=x+', 40],
      ['her grand father', 'her grandmother', '=x-', 33],
      ['something new', 'some king new', 'x+=', 40],
      ['my birthday', 'my birth say', '=x+', 40],
      ['football now', 'foot fall now', 'x+=', 40],
      ['another backpack', 'another back pak', '=~', 75],
      ['Привет мир', 'превет мир', '~=', 75],
    ],
  ],
  [
    'order and alignment',
    [
      ['the quick brown fox', 'quick brown fox', '-===', 75],
      ['the quick brown fox', 'the quick fox', '==-=', 75],
      ['the quick brown fox', 'the quick brown', '===-', 75],
      ['the quick brown fox', '', '----', 0],
      ['the quick brown fox', 'fox', '---=', 25],
      ['the quick brown fox', 'the very quick brown fox', '=+===', 89],
      ['the quick brown fox', 'so the quick brown fox', '+====', 89],
      ['the quick brown fox', 'the quick brown fox jumps', '====+', 89],
      ['the quick brown fox', 'the slow brown fox', '=x==', 75],
      ['the quick brown fox', 'the brown quick fox', '=-=+=', 75],
      ['the quick brown fox', 'fox brown quick the', 'x-=x+', 25],
      ['the cat sat', 'the cot', '=x-', 33],
      ['the cat sat', 'cot sat', '-x=', 33],
      ['I went to the store', 'I go the store', '=-x==', 60],
      ['big red car', 'bigger car', 'x-=', 33],
      ['big red car', 'reddish car', '-x=', 33],
      ['very very tired', 'very tired', '=-=', 67],
      ['I like tea', 'I like like tea', '==+=', 86],
      ['is it', 'it is', '-=+', 50],
      ['she sells sea shells', 'she sea sells', '=-=x', 50],
      ['to be or not to be', 'to be not to be', '==-===', 83],
      ['a b c d e', 'x a b c d e', '+=====', 91],
      ['I would like to go there', 'like to go there', '--====', 67],
      ["I'd like to go", 'I could like to go', 'x+===', 67],
      ["I'd like", 'I would liked', '=x', 50],
      ['well', 'well known', '=+', 67],
      ['well known', 'well', '=-', 50],
      ['nineteen ninety nine', '1999', '===', 100],
      ['nineteen ninety nine', '1998', 'x--', 0],
      ['World War II', 'World War 2', '===', 100],
      ['gonna gonna', 'going to', '=-', 50],
      ['♪ la la ♪', 'la la', '==', 100],
      ['♪', '', '', 100],
      ['', 'hello', '+', 0],
    ],
  ],
  [
    'words in boxes',
    [
      ['I like tea', ['I', 'like', 'tea'], '===', 100],
      ['I like tea', ['I', '', 'tea'], '=-=', 67],
      ['I like tea', ['', '', ''], '---', 0],
      ['I like tea', [], '---', 0],
      ['I like tea', ['like', 'tea', ''], '-==', 67],
      ['I like tea', ['I like tea', '', ''], '===', 100],
      ['I like tea', ['I', 'do like', 'tea'], '=+==', 86],
      ['very very tired', ['', 'very', 'tired'], '-==', 67],
      ['very very tired', ['very', '', 'tired'], '=-=', 67],
      ['I would go', ["I'd", '', 'go'], '===', 100],
      ["I'd go", ['I would', 'go'], '==', 100],
      ['big red car', ['', 'qqq', 'car'], '-x=', 33],
      ['big red car', ['qqq', '', 'car'], 'x-=', 33],
    ],
  ],
]

describe.each(CASES)('%s', (_group, cases) => {
  it.each(cases)('%s | %s | %s', (transcript, submitted, verdicts, score) => {
    const grade = gradeAttempt(transcript, submitted)
    expect(grade.verdicts.map(({ kind }) => SIGNS[kind]).join('')).toBe(verdicts)
    expect(grade.score).toBe(score)
    expect(grade.isCorrect).toBe(/^=*$/u.test(verdicts))
    expect(grade.wordResults).toEqual(
      verdicts
        .replaceAll('+', '')
        .split('')
        .map((sign) => sign === '='),
    )
  })
})

describe('what a verdict says', () => {
  it('keeps both words as they were written', () => {
    expect(gradeAttempt('Hello, world!', 'HELLO word you').verdicts).toEqual([
      { kind: 'match', expected: 'Hello,', submitted: 'HELLO', acceptedBecause: 'case' },
      { kind: 'wrong', expected: 'world!', submitted: 'word', markedBecause: 'other_word' },
      { kind: 'added', expected: null, submitted: 'you' },
    ])
  })

  it('gives each word of a phrase the whole phrase that was typed, and why it was accepted', () => {
    expect(gradeAttempt('I would go', "I'd go").verdicts).toEqual([
      { kind: 'match', expected: 'I', submitted: "I'd", acceptedBecause: 'contraction' },
      { kind: 'match', expected: 'would', submitted: "I'd", acceptedBecause: 'contraction' },
      { kind: 'match', expected: 'go', submitted: 'go' },
    ])
  })
})
