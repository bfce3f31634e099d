/** What is heard on the practice page, in a real browser: what the page's audio element is told to do, and what it does. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Product } from '../../scripts/lib/product.ts'
import type { PracticeMode } from '../../workers/contract/practice.ts'
import { LAPTOP, screenshot } from './browser.ts'
import { type Lesson, liking, openDevice, standAt } from './lesson.ts'
import { openLessonHouse } from './lesson-house.ts'

let product: Product
let browser: Browser
let lesson: Lesson
let close: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ product, browser, lesson, close } = await openLessonHouse())
})
afterAll(async () => close?.())

/** Every time the page's audio element is told to play: from where, in seconds, how fast, and which clip. */
type Heard = { from: number; rate: number; src: string }

const LISTEN = `
  window.heard = []
  const play = HTMLMediaElement.prototype.play
  HTMLMediaElement.prototype.play = function () {
    window.sound = this
    heard.push({ from: this.currentTime, rate: this.playbackRate, src: this.src })
    return play.call(this)
  }
  const decode = OfflineAudioContext.prototype.decodeAudioData
  OfflineAudioContext.prototype.decodeAudioData = async function (bytes) {
    await window.decoding
    return decode.call(this, bytes)
  }
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  window.microphones = []
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const at = microphones.push(null) - 1
    await window.granting
    return (microphones[at] = await ask(wish))
  }
`

const heard = (page: Page): Promise<Heard[]> => page.evaluate('heard')
const rates = async (page: Page): Promise<number[]> => (await heard(page)).map(({ rate }) => rate)
const isSilent = (page: Page): Promise<boolean> => page.evaluate('sound.paused')
const howMany = async (page: Page): Promise<number> => (await heard(page)).length

/** The third sentence, “what your country can do for you”, in `mode`, by a learner who likes `preferences`. */
async function open(preferences = {}, mode: PracticeMode = 'words', options: BrowserContextOptions = LAPTOP) {
  await standAt(lesson, 2, mode)
  const { page } = await openDevice(browser, product, lesson, { ...options, ...liking(product, preferences) }, '/words')
  await page.addInitScript(LISTEN)
  await page.goto(`${product.origin}/practice/${lesson.setId}`)
  await page.getByTestId('counter').getByText('3 / 4').waitFor()
  return page
}

it('repeats at a speed each, the loop from the moment it is switched, and silence when it is stopped', async () => {
  const page = await open({ repeats: 2, gapMs: 0, rates: [2, 1.5, null] })
  await expect.poll(() => rates(page)).toEqual([2, 1.5, 1])
  expect((await heard(page)).every(({ from }) => from < 0.5)).toBe(true)
  // In the last play: without the loop it would end.
  await page.keyboard.press('Alt+L')
  await expect.poll(() => rates(page)).toEqual([2, 1.5, 1, 2])
  const button = page.getByTestId('play')
  expect(await button.getAttribute('aria-label')).toBe('Stop')
  await page.keyboard.press('`')
  await expect.poll(() => button.getAttribute('aria-label')).toBe('Play again')
  expect([await isSilent(page), await howMany(page)]).toEqual([true, 4])
  // The same by hand; and the keys of speed, for what sounds and for what comes.
  await button.click()
  await expect.poll(() => button.getAttribute('aria-label')).toBe('Stop')
  await button.click()
  await expect.poll(() => isSilent(page)).toBe(true)
  await page.keyboard.press('Control+]')
  await page.keyboard.press('Control+]')
  await page.keyboard.press('Control+[')
  await page.getByTestId('rate').getByText('1.05×').waitFor()
  await page.context().close()
})

it('typing holds the sound, and it goes on where it was', async () => {
  const page = await open({ pauseWhileTyping: true })
  await expect.poll(() => page.evaluate<number>('window.sound?.currentTime ?? 0')).toBeGreaterThan(0.3)
  await page.keyboard.type('a')
  expect(await isSilent(page)).toBe(true)
  await expect.poll(() => isSilent(page)).toBe(false)
  await expect.poll(async () => (await heard(page)).at(-1)?.from).toBeGreaterThan(0.2)
  await page.context().close()
})

it('from a word on, slowly, word by word, and from a place in its picture', async () => {
  const page = await open({ playOnArrival: false, waveform: true })
  await page.keyboard.type('what your ')
  await page.keyboard.press('Alt+W')
  await expect.poll(() => howMany(page)).toBe(1)
  const [third] = await heard(page)
  expect(third?.from).toBeGreaterThan(0.3)
  await page.keyboard.press('Alt+1')
  await expect.poll(() => rates(page)).toEqual([1, 0.65])
  await page.keyboard.press('Alt+2')
  await expect.poll(() => howMany(page)).toBeGreaterThan(4)
  const words = (await heard(page)).slice(2).map(({ from }) => from)
  expect(words).toEqual(words.toSorted((a, b) => a - b))
  expect(words[0]).toBeLessThan(0.1)
  await page.keyboard.press('`')
  const picture = page.getByRole('img', { name: 'Waveform' })
  await picture.locator('canvas').first().waitFor()
  await screenshot(page, 'practice-6-waveform')
  await picture.click()
  const share = await page.evaluate<number>('sound.currentTime / sound.duration')
  expect(Math.abs(share - 0.5)).toBeLessThan(0.1)
  await page.keyboard.type('country can do for you')
  await page.keyboard.press('Enter')
  await page.getByTestId('score').getByText('5 off for hints').waitFor()
  await page.context().close()
})

it('a sound that comes too late for its sentence is not heard over the next one', async () => {
  const page = await open()
  await expect.poll(() => howMany(page)).toBe(1)
  await page.evaluate('void (window.decoding = new Promise((resolve) => (window.decoded = resolve)))')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Alt+W')
  await page.keyboard.press('Control+.')
  await page.getByTestId('counter').getByText('4 / 4').waitFor()
  await expect.poll(() => howMany(page)).toBe(2)
  const src = await page.evaluate<string>('sound.src')
  await page.evaluate('decoded()')
  await page.evaluate('decoding.then(() => new Promise((resolve) => setTimeout(resolve)))')
  expect([await page.evaluate<string>('sound.src'), await howMany(page)]).toEqual([src, 2])
  await page.context().close()
})

it('the microphone is asked for once, hears no original, and is let go though it is given too late', async () => {
  const page = await open({ loop: true }, 'shadow', { ...LAPTOP, permissions: ['microphone'] })
  await expect.poll(() => howMany(page)).toBe(1)
  await page.evaluate('void (window.granting = new Promise((resolve) => (window.grant = resolve)))')
  await page.getByTestId('record').click()
  await page.getByTestId('record').click()
  expect(await isSilent(page)).toBe(true)
  await page.keyboard.press('Control+.')
  await page.getByTestId('counter').getByText('4 / 4').waitFor()
  await page.evaluate('grant()')
  await expect
    .poll(() => page.evaluate('microphones.map((one) => one?.getTracks().map((track) => track.readyState) ?? null)'))
    .toEqual([['ended']])
  await page.context().close()
})

it('an edge that was moved is heard though sentences do not play on arrival', async () => {
  const page = await open({ playOnArrival: false })
  await page.getByTestId('check').click()
  await page.getByTestId('edit').click()
  await page.getByRole('group', { name: 'End' }).getByRole('button', { name: '+50 ms' }).click()
  await expect.poll(() => howMany(page)).toBe(1)
  await page.getByTestId('undo').click()
  await expect.poll(() => howMany(page)).toBe(2)
  await page.context().close()
})

it('a clip that is gone and a dictionary that does not come are told, with a way on', async () => {
  const page = await open()
  await page.route('**/dict/**', (route) => route.abort())
  await page.getByTestId('check').click()
  await page.locator('[data-word]').first().click()
  await page.getByTestId('meaning').getByText('The dictionary did not load.').waitFor()
  await page.unroute('**/dict/**')
  await page.getByTestId('word-card').getByRole('button', { name: 'Try again' }).click()
  await page
    .getByTestId('meaning')
    .getByText(/\p{Script=Han}/u)
    .waitFor()
  const gone = { requestId: 'a-test', code: 'audio_expired', message: 'gone', data: null }
  await page.route('**/audio?*', (route) => route.fulfill({ status: 410, json: gone }))
  await page.reload()
  await page.getByRole('alert').getByText('The sound is no longer kept').waitFor()
  await screenshot(page, 'practice-7-clip-gone')
  await page.getByRole('button', { name: 'Skip to next sentence' }).click()
  await page.getByTestId('counter').getByText('4 / 4').waitFor()
  await page.getByRole('alert').getByText('The sound is no longer kept').waitFor()
  await page.unroute('**/audio?*')
  await page.getByRole('link', { name: 'Bring the clips back' }).click()
  await page.getByTestId('slots').waitFor()
  await expect.poll(() => howMany(page)).toBe(1)
  await page.context().close()
})
