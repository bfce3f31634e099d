import { describe } from 'vitest'
import { itAccepts } from '../test-support.ts'

// Times, dates and digits read out. Each pair is graded both ways round.

describe('times', () => {
  itAccepts('number', [
    ['3:30', 'three thirty'],
    ['3:30', 'three-thirty'],
    ['3:30', 'half past three'],
    ['half past 3', 'half past three'],
    ['3:15', 'quarter past three'],
    ['3:15', 'a quarter past three'],
    ['3:15', 'three fifteen'],
    ['3:45', 'quarter to four'],
    ['3:45', 'a quarter to 4'],
    ['12:45', 'quarter to one'],
    ['3:10', 'ten past three'],
    ['3:10', 'ten after three'],
    ['3:10', 'ten minutes past three'],
    ['3:50', 'ten to four'],
    ['3:05', 'three oh five'],
    ['5:00', "five o'clock"],
    ['5:00', "5 o'clock"],
    ["5 o'clock", "five o'clock"],
    ['10:30', 'ten thirty'],
    ['15:30', 'fifteen thirty'],
    ['08:00', 'oh eight hundred'],
    ['7pm', 'seven p.m.'],
    ['7pm', 'seven p m'],
    ['5 pm', 'five p m'],
    ['7 p.m.', 'seven pm'],
    ['at 7:30pm', 'at seven thirty p.m.'],
    ['3.30 pm', 'three thirty pm'],
    ['7:30', '7.30'],
    ['5.30', 'half past five'],
    ['0800 hours', 'oh eight hundred hours'],
  ])
})

describe('dates', () => {
  itAccepts('number', [
    ['July 4th', 'July fourth'],
    ['July 4th', 'July 4'],
    ['July 4', 'July the fourth'],
    ['July 4', 'July four'],
    ['July 4th', 'the fourth of July'],
    ['July 4', 'the 4th of July'],
    ['4 July', 'the fourth of July'],
    ['4 July', 'July 4th'],
    ['4th of July', 'fourth of July'],
    ['Jan. 1', 'January first'],
    ['Sept. 11', 'September eleventh'],
    ['May 5, 2005', 'May fifth two thousand five'],
    ['July 4, 1776', 'the fourth of July seventeen seventy-six'],
    ['on December 25', 'on December twenty-fifth'],
    ['9/11', 'nine eleven'],
  ])
})

describe('digits read out', () => {
  itAccepts('number', [
    ['call 911', 'call nine one one'],
    ['room 101', 'room one oh one'],
    ['007', 'zero zero seven'],
    ['007', 'double oh seven'],
    ['747', 'seven forty-seven'],
    ['555-0123', 'five five five oh one two three'],
    ['555-0123', 'five five five zero one two three'],
    ['555-1234', 'five fifty-five twelve thirty-four'],
    ['(555) 123-4567', 'five five five one two three four five six seven'],
    ['555 0199', 'triple five oh one double nine'],
    ['1-800-555-0123', 'one eight hundred five five five oh one two three'],
    ['212.555.0188', 'two one two five five five zero one eight eight'],
    ['90210', 'nine oh two one oh'],
    ['MP3', 'mp three'],
    ['COVID-19', 'covid nineteen'],
    ['B2B', 'b two b'],
    ['24/7', 'twenty-four seven'],
    ['8/10', 'eight out of ten'],
    ['2-0', 'two nil'],
    ['version 3.5.1', 'version three point five point one'],
  ])
})
