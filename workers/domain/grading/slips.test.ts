import { describe } from 'vitest'
import { MISSPELLINGS } from './misspellings.ts'
import { itMarks } from './test-support.ts'

// What a learner typed for a word, close enough to be mended: a slip of the finger, a space, an apostrophe.

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

describe('words that are often misspelled', () => {
  itMarks('typo', 'spelling', MISSPELLINGS)
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
    ['grammar', 'grammer'],
    ['water', 'watter'],
    ['dollar', 'doller'],
    ['director', 'directer'],
    ['editor', 'editer'],
    ['visitor', 'visiter'],
    ['actor', 'acter'],
    ['truly', 'truely'],
    ['wholly', 'wholy'],
    ['basically', 'basicly'],
    ['honest', 'onest'],
    ['seventh', 'sevenht'],
    ['country', 'countr'],
  ])
  itMarks('typo', 'spacing', [
    ['a lot', 'alot'],
    ['the cat', 'thecat'],
    ['in the house', 'inthehouse'],
    ['went home', 'wenthome'],
    ['big dog', 'bigdog'],
    ['very much', 'verymuch'],
    ['good morning', 'goodmorning'],
    ['hello there', 'hellothere'],
    ['hello', 'hel lo'],
    ['computer', 'com puter'],
    ['wonderful', 'wonder ful'],
    ['person', 'per son'],
    ['carpet', 'car pet'],
    ['season', 'sea son'],
    ['message', 'mess age'],
    ['useless', 'use less'],
    ['reasonable', 'reason able'],
  ])
})
