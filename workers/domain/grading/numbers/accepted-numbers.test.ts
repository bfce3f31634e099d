import { describe } from 'vitest'
import { itAccepts } from '../test-support.ts'

// Numbers in digits and as they are said. Each pair is graded both ways round.

describe('cardinals', () => {
  itAccepts('number', [
    ['7 dogs', 'seven dogs'],
    ['47', 'forty-seven'],
    ['47', 'forty seven'],
    ['100', 'one hundred'],
    ['100', 'a hundred'],
    ['101', 'one hundred one'],
    ['101', 'a hundred and one'],
    ['110', 'one ten'],
    ['250', 'two fifty'],
    ['1,000', 'one thousand'],
    ['1,001', 'a thousand and one'],
    ['1,234', 'one thousand two hundred thirty-four'],
    ['1,234', 'one thousand two hundred and thirty-four'],
    ['1234567', 'one million two hundred thirty four thousand five hundred sixty seven'],
    ['1,234,567', 'one million two hundred and thirty four thousand five hundred and sixty seven'],
    ['12,000 people', 'twelve thousand people'],
    ['1500 people', 'fifteen hundred people'],
    ['1250', 'twelve hundred and fifty'],
    ['2006', 'two thousand six'],
    ['2006', 'two thousand and six'],
    ['5 million', 'five million'],
    ['5,000,000', 'five million'],
    ['1,000,000', 'a million'],
    ['10k people', 'ten thousand people'],
    ['2bn', 'two billion'],
    ['0', 'zero'],
    ['0', 'nil'],
    ['-5', 'minus five'],
    ['#1', 'number one'],
    ['No. 5', 'number five'],
  ])
})

describe('ordinals', () => {
  itAccepts('number', [
    ['the 1st', 'the first'],
    ['the 2nd time', 'the second time'],
    ['the 3rd', 'the third'],
    ['the 12th', 'the twelfth'],
    ['the 20th', 'the twentieth'],
    ['the 21st', 'the twenty-first'],
    ['the 100th', 'the hundredth'],
    ['the 100th', 'the one hundredth'],
    ['the 101st', 'the hundred and first'],
    ['the 19th century', 'the nineteenth century'],
    ['my 30th birthday', 'my thirtieth birthday'],
  ])
})

describe('years and decades', () => {
  itAccepts('number', [
    ['in 1984', 'in nineteen eighty-four'],
    ['in 1984', 'in nineteen eighty four'],
    ['in 1999', 'in nineteen ninety-nine'],
    ['in 1905', 'in nineteen oh five'],
    ['in 1900', 'in nineteen hundred'],
    ['in 1066', 'in ten sixty-six'],
    ['in 2000', 'in two thousand'],
    ['in 2005', 'in twenty oh five'],
    ['in 2005', 'in two thousand five'],
    ['in 2005', 'in two thousand and five'],
    ['in 2010', 'in twenty ten'],
    ['in 2024', 'in twenty twenty-four'],
    ['the 1990s', 'the nineteen nineties'],
    ["the '90s", 'the nineties'],
    ['the 60s', 'the sixties'],
    ['the 1900s', 'the nineteen hundreds'],
    ['1990-1995', 'nineteen ninety to nineteen ninety-five'],
    ['1914–1918', 'nineteen fourteen to nineteen eighteen'],
  ])
})

describe('decimals and fractions', () => {
  itAccepts('number', [
    ['3.5', 'three point five'],
    ['3.5', 'three and a half'],
    ['3.14', 'three point one four'],
    ['0.25', 'zero point two five'],
    ['0.5', 'point five'],
    ['.5', 'zero point five'],
    ['12.05', 'twelve point oh five'],
    ['1.5 million', 'one point five million'],
    ['2.75', 'two point seven five'],
    ['1/2', 'one half'],
    ['1/2', 'half'],
    ['½', 'a half'],
    ['1/3', 'a third'],
    ['2/3', 'two thirds'],
    ['2/3', 'two-thirds'],
    ['1/4', 'a quarter'],
    ['3/4', 'three quarters'],
    ['3/4', 'three fourths'],
    ['1/8', 'an eighth'],
    ['5/8', 'five eighths'],
    ['2 1/2 hours', 'two and a half hours'],
    ['2½ hours', 'two and a half hours'],
    ['1 3/4 miles', 'one and three quarters miles'],
  ])
})

describe('money', () => {
  itAccepts('number', [
    ['$5', 'five dollars'],
    ['$5', '5 dollars'],
    ['$1', 'one dollar'],
    ['$1', 'a dollar'],
    ['$5.50', 'five dollars fifty'],
    ['$5.50', 'five fifty'],
    ['$5.50', 'five dollars and fifty cents'],
    ['$5.50', '5 dollars and 50 cents'],
    ['$5.05', 'five dollars and five cents'],
    ['$5.05', 'five oh five'],
    ['$1.99', 'one ninety-nine'],
    ['$1.50', 'a dollar fifty'],
    ['$1.50', 'a dollar and a half'],
    ['$5.50', 'five and a half dollars'],
    ['$0.50', 'fifty cents'],
    ['50¢', 'fifty cents'],
    ['$5.00', 'five dollars'],
    ['$1,000', 'a thousand dollars'],
    ['$20,000', 'twenty thousand dollars'],
    ['$5 million', 'five million dollars'],
    ['$1.5 billion', 'one point five billion dollars'],
    ['$2M', 'two million dollars'],
    ['$10k', 'ten thousand dollars'],
    ['a $5 bill', 'a five dollar bill'],
    ['a $5 bill', 'a five-dollar bill'],
    ['£20', 'twenty pounds'],
    ['£2.50', 'two pounds fifty'],
    ['£2.50', 'two pounds and fifty pence'],
    ['€100', 'one hundred euros'],
    ['100€', 'a hundred euros'],
    ['¥100', 'a hundred yuan'],
  ])
})

describe('percent and units', () => {
  itAccepts('number', [
    ['5%', 'five percent'],
    ['5%', '5 per cent'],
    ['100%', 'a hundred percent'],
    ['2.5%', 'two point five percent'],
    ['5km', 'five kilometers'],
    ['5km', 'five kilometres'],
    ['5 km', 'five kilometres'],
    ['10km', '10 kilometers'],
    ['1km', 'one kilometer'],
    ['a 5km run', 'a five kilometer run'],
    ['70kg', 'seventy kilos'],
    ['70kg', 'seventy kilograms'],
    ['6ft', 'six feet'],
    ['6\'2"', 'six foot two'],
    ['6\'2"', 'six feet two inches'],
    ['10lbs', 'ten pounds'],
    ['60mph', 'sixty miles per hour'],
    ['60mph', 'sixty miles an hour'],
    ['100km/h', 'a hundred kilometers an hour'],
    ['20°C', 'twenty degrees Celsius'],
    ['-10°', 'minus ten degrees'],
    ['16GB', 'sixteen gigabytes'],
    ['500ml', 'five hundred milliliters'],
    ['30min', 'thirty minutes'],
    ['3x', 'three times'],
    ['4x4', 'four by four'],
    ['a 19-year-old', 'a nineteen-year-old'],
    ['a 10-minute walk', 'a ten minute walk'],
    ['5-10 people', 'five to ten people'],
  ])
  itAccepts('abbreviation', [
    ['No. 5', 'number 5'],
    ['5 min', '5 minutes'],
    ['10 hrs', '10 hours'],
    ['3 m', '3 meters'],
  ])
})

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
