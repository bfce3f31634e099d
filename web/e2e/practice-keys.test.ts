/** The keys of the practice page in a real browser, and where the focus is: in every mode, in what opens, while composing. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Product } from '../../scripts/lib/product.ts'
import type { PracticeMode } from '../../workers/contract/practice.ts'
import { axeFaults, LAPTOP, overflow, PHONE, screenshot } from './browser.ts'
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

/** The first sentence of the lesson, in `mode`, by a learner who likes `preferences`. */
async function open(mode: PracticeMode = 'words', options: BrowserContextOptions = LAPTOP, preferences = {}) {
  await standAt(lesson, 0, mode)
  const { page } = await openDevice(browser, product, lesson, { ...options, ...liking(product, preferences) })
  await page.getByTestId('counter').getByText('1 / 4').waitFor()
  return page
}

/** To the sentence at `index`, by the list. */
async function goTo(page: Page, index: number): Promise<void> {
  await page.keyboard.press('Alt+S')
  await page.getByTestId('sentence-drawer').locator('ol button').nth(index).click()
  await page.getByTestId('sentence-drawer').waitFor({ state: 'detached' })
}

/** What has the focus: its test id, its slot, its hint, its id, or else its tag. */
const focus = (page: Page): Promise<string> =>
  page.evaluate(`(({ dataset, id, tagName }) =>
    dataset.testid ?? (dataset.slot && 'slot ' + dataset.slot) ?? dataset.hint ?? (id || tagName))(document.activeElement)`)

async function focusIs(page: Page, what: string): Promise<void> {
  await expect.poll(() => focus(page)).toBe(what)
}

it('the text of a sentence is changed and taken back by keys alone, and a question mark is a letter of it', async () => {
  const page = await open()
  const text = async (): Promise<string | undefined> => (await lesson.view()).items[0]?.transcriptEn
  const before = await text()
  await page.getByTestId('check').click()
  await focusIs(page, 'next')
  await page.keyboard.press('Alt+E')
  await focusIs(page, 'editor')
  const field = page.locator('#sentence-text')
  await field.focus()
  await page.keyboard.press('End')
  for (const key of ['?', '[', ']', '`']) await page.keyboard.press(key)
  expect(await field.inputValue()).toBe(`${before}?[]\``)
  expect(await page.getByTestId('key-sheet').count()).toBe(0)
  for (let back = 3; back > 0; back -= 1) await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  await expect.poll(text).toBe(`${before}?`)
  await focusIs(page, 'sentence-text')
  // What is pressed keeps the focus, also while it is at work and when there is nothing left to do.
  const longer = page.getByRole('group', { name: 'End' }).getByRole('button', { name: '+50 ms' })
  await longer.focus()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await lesson.view()).canUndo).toBe(true)
  await page.getByTestId('undo').focus()
  await expect.poll(() => page.getByTestId('undo').getAttribute('aria-disabled')).toBe('false')
  await page.keyboard.press('Enter')
  await expect.poll(text).toBe(`${before}?`)
  await expect.poll(() => page.getByTestId('undo').getAttribute('aria-disabled')).toBe('false')
  await page.keyboard.press('Enter')
  await expect.poll(text).toBe(before)
  await expect.poll(() => page.getByTestId('undo').getAttribute('aria-disabled')).toBe('true')
  await focusIs(page, 'undo')
  await page.context().close()
})

it('Tab hears it again on the button that goes on too, and walks on after Escape', async () => {
  const page = await open()
  await page.getByTestId('check').click()
  await focusIs(page, 'next')
  await page.keyboard.press('Tab')
  expect(await focus(page)).toBe('next')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await focusIs(page, 'edit')
  await page.context().close()

  for (const mode of ['listen', 'shadow'] as const) {
    const other = await open(mode)
    await focusIs(other, 'next')
    if (mode === 'shadow') await other.getByTestId('record').waitFor()
    await other.keyboard.press('Tab')
    expect(await focus(other)).toBe('next')
    await other.keyboard.press('Escape')
    if (mode === 'shadow') await focusIs(other, 'record')
    await other.getByTestId('next').focus()
    await other.keyboard.press('Tab')
    expect([mode, await focus(other)]).toEqual([mode, 'BODY'])
    await other.context().close()
  }
})

it('the number of words costs nothing where everybody sees it', async () => {
  const page = await open()
  await page.keyboard.press('Alt+3')
  await page.keyboard.type('and so my fellow americans')
  await page.keyboard.press('Enter')
  await page.getByTestId('score').getByText('Every word right').waitFor()
  expect(await page.getByTestId('score').textContent()).not.toContain('off for hints')
  // Told in the region that was there before, and is heard of for that.
  await expect.poll(() => page.getByTestId('live').textContent()).toBe('5 of 5 words right')
  await page.context().close()
})

it('a dialog keeps the focus while the mode is changed in it, and gives it to the text when it closes', async () => {
  const page = await open()
  for (const [mode, home] of [
    ['sentence', 'sentence-field'],
    ['listen', 'next'],
    ['words', 'slot 0'],
  ] as const) {
    await page.keyboard.press('Alt+P')
    const radio = page.getByTestId('practice-settings').locator(`input[name="practice-mode"]`)
    await radio.first().waitFor()
    await radio.nth(['words', 'sentence', 'cloze', 'listen', 'shadow'].indexOf(mode)).focus()
    await page.keyboard.press('Space')
    await page.getByTestId({ 'sentence-field': 'sentence-field', next: 'listen', 'slot 0': 'slots' }[home]).waitFor()
    expect([mode, await focus(page)]).toEqual([mode, 'INPUT'])
    await page.keyboard.press('Escape')
    await page.getByTestId('practice-settings').waitFor({ state: 'detached' })
    await focusIs(page, home)
  }
  await page.context().close()
})

it('what is pressed by hand beside the text leaves the focus in it', async () => {
  const page = await open('words', { ...PHONE, locale: 'en-US' })
  await page.keyboard.type('a')
  for (const name of ['Slower', 'Faster', 'Play in a loop', 'Play in a loop']) {
    await page.getByRole('button', { name, exact: true }).first().tap()
    expect([name, await focus(page)]).toEqual([name, 'slot 0'])
  }
  await page.getByTestId('play').tap()
  await page.keyboard.type('nd ')
  await page.locator('[data-slot="0"][data-verdict="match"]').waitFor()
  await page.context().close()
})

it('Back closes what is open over practice, and leaves only then', async () => {
  const { page } = await openDevice(browser, product, lesson, { ...PHONE, locale: 'en-US' }, '/words')
  await page.goto(`${product.origin}/practice/${lesson.setId}`)
  await page.getByTestId('slots').waitFor()
  for (const [open, what] of [
    ['mode', 'practice-settings'],
    ['mode', 'practice-settings'],
  ] as const) {
    await page.getByTestId(open).tap()
    await page.getByTestId(what).waitFor()
    await page.goBack()
    await page.getByTestId(what).waitFor({ state: 'detached' })
    await page.getByTestId('slots').waitFor()
  }
  // Closed otherwise, it leaves nothing that Back would have to go through.
  await page.getByTestId('mode').tap()
  await page.getByTestId('practice-settings').getByRole('button', { name: 'Close' }).tap()
  await page.getByTestId('practice-settings').waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate('history.state?.overlay ?? null')).toBeNull()
  await page.goBack()
  await page.waitForURL(`${product.origin}/words`)
  await page.context().close()
})

it('Ctrl alone hears it again for who wants that, and never when something else is pressed with it', async () => {
  const replays = async (): Promise<number | undefined> => (await lesson.view()).place?.replays
  const page = await open()
  await page.keyboard.press('Control')
  await page.keyboard.press('?')
  await page.getByRole('switch', { name: 'Ctrl alone' }).check()
  await page.keyboard.press('Escape')
  await page.getByTestId('key-sheet').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+c')
  await page.keyboard.down('Control')
  await page.getByTestId('hint').click()
  await page.keyboard.up('Control')
  await page.keyboard.press('Control')
  await page.keyboard.press('Control')
  await page.keyboard.type('x')
  await expect.poll(replays).toBe(2)
  await page.context().close()
})

it('while an input method composes no key acts, and what it ends with is judged', async () => {
  const page = await open()
  const cdp = await page.context().newCDPSession(page)
  const compose = (text: string) =>
    cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await compose('an')
  for (const key of ['Enter', 'Escape', 'Tab', 'ArrowRight']) {
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: 229 })
  }
  await focusIs(page, 'slot 0')
  expect(await page.locator('[data-slot="0"]').inputValue()).toBe('an')
  await cdp.send('Input.insertText', { text: 'and' })
  await page.keyboard.press('Space')
  await page.locator('[data-slot="0"][data-verdict="match"]').waitFor()
  await focusIs(page, 'slot 1')
  await compose('ni hao')
  await cdp.send('Input.insertText', { text: '你好' })
  await page.getByTestId('hint').getByText('Switch your keyboard to English').waitFor()
  await page.context().close()
})

it.each([
  ['laptop', 'light', LAPTOP],
  ['laptop', 'dark', LAPTOP],
  ['phone', 'light', PHONE],
  ['phone', 'dark', PHONE],
] as const)('axe finds nothing in any mode nor in what opens: %s, %s', async (device, colorScheme, options) => {
  const seenBy = { ...options, colorScheme, reducedMotion: 'reduce' } as const
  let page = await open('sentence', seenBy)
  const found: string[] = []
  const look = async (name: string, shown: Locator): Promise<void> => {
    await shown.waitFor()
    found.push(...(await axeFaults(page)).map((fault) => `${name}: ${fault}`))
    await screenshot(page, `practice-${device}-${colorScheme}-${name}`)
    expect([name, await overflow(page)]).toEqual([name, 0])
  }
  await look('sentence', page.getByTestId('sentence-field'))
  await page.context().close()
  page = await open('cloze', seenBy, { loop: true, waveform: true })
  await look('cloze', page.getByTestId('slots'))
  await page.keyboard.press('Alt+/')
  await look('keys', page.getByTestId('key-sheet'))
  await page.keyboard.press('Escape')
  await page.getByTestId('key-sheet').waitFor({ state: 'detached' })
  await page.keyboard.press('Alt+S')
  await look('list', page.getByTestId('sentence-drawer'))
  await page.context().close()
  page = await open('shadow', seenBy)
  await look('shadow', page.getByTestId('record'))
  await page.context().close()
  page = await open('listen', seenBy)
  await look('listen', page.getByTestId('listen'))
  await goTo(page, 3)
  await page.keyboard.press('Enter')
  await look('summary', page.getByTestId('summary'))
  // As long as its job has not ended, more is awaited behind the last sentence.
  await page.route(`**/api/v2/exercises/${lesson.setId}`, async (route) => {
    const answer = await route.fetch()
    const body = (await answer.json()) as { data: { exerciseSet: { complete: boolean } } }
    body.data.exerciseSet.complete = false
    await route.fulfill({ response: answer, json: body })
  })
  await page.route('**/api/v2/jobs/**', (route) => route.abort())
  await page.routeWebSocket('**/events', () => undefined)
  await page.reload()
  await page.getByTestId('counter').waitFor()
  await goTo(page, 3)
  await page.keyboard.press('Enter')
  await look('waiting', page.getByRole('main').getByRole('status'))
  expect(found).toEqual([])
  await page.context().close()
})
