/** The practice page in a real browser: every mode, hints, keys, edits, going on elsewhere, and what axe says of it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Product, startProduct } from '../../scripts/lib/product.ts'
import { axeFaults, LAPTOP, launchBrowser, overflow, PHONE, screenshot } from './browser.ts'
import { chooseMode, type Lesson, newLesson, openDevice, SUBTITLES } from './lesson.ts'
import { speechVideo } from './media.ts'

let product: Product
let browser: Browser
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'listening-practice-'))
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await rm(folder, { recursive: true, force: true })
})

const lesson = async (): Promise<Lesson> => newLesson(product, await speechVideo(join(folder, 'speech.mp4')), SUBTITLES)

it('words, whole sentence, gaps, listening and shadowing, with hints at their price', async () => {
  const mine = await lesson()
  const { page, complaints } = await openDevice(browser, product, mine, { ...LAPTOP, permissions: ['microphone'] })
  await page.getByTestId('slots').waitFor()
  // A wrong word does not hold up; the hint for the fourth shows its letter and costs half of it.
  await page.keyboard.type('and si my ')
  await page.locator('[data-slot="1"][data-verdict="wrong"]').waitFor()
  await page.keyboard.press('Alt+4')
  expect(await page.locator('[data-slot="3"]').getAttribute('placeholder')).toBe('f…')
  await page.keyboard.type('fellow americans')
  await page.keyboard.press('Enter')
  await page.getByTestId('score').getByText('10 off for hints').waitFor()
  expect(await page.getByTestId('translation').count()).toBe(0)
  await page.keyboard.press('Alt+T')
  await page.getByTestId('translation').getByText('所以').waitFor()
  await page.locator('[data-word]').nth(3).click()
  await page
    .getByTestId('meaning')
    .getByText(/\p{Script=Han}/u)
    .waitFor()
  await page.getByRole('button', { name: 'Save word' }).click()
  await page.getByRole('button', { name: 'Saved' }).waitFor()
  await screenshot(page, 'practice-1-word-card')

  await chooseMode(page, 'Whole sentence')
  await page.getByTestId('sentence-field').waitFor()
  // In points, the price of a word would tell how many there are.
  await page.locator('[data-hint=word]').getByText('−1 word').waitFor()
  await page.keyboard.press('Alt+3')
  await page.getByTestId('hint').getByText('5 words').waitFor()
  await page.locator('[data-hint=word]').getByText('−20').waitFor()
  // An empty answer is asked about, until something is typed.
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByTestId('live').textContent()).toContain('Nothing is typed yet')
  await page.keyboard.type('a')
  await expect.poll(() => page.getByTestId('live').textContent()).toBe('')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByTestId('live').textContent()).toContain('Nothing is typed yet')
  await page.keyboard.type('and so my fellow americans')
  await page.keyboard.press('Enter')
  await page.getByTestId('score').getByText('Every word right').waitFor()
  await screenshot(page, 'practice-2-sentence')

  await chooseMode(page, 'Fill the gaps')
  await page.getByTestId('slots').getByText('And', { exact: true }).waitFor()
  // Two words are asked for: each is half of the score, and so is the price of seeing it.
  await page.locator('[data-hint=letters]').getByText('−25').waitFor()
  await page.locator('[data-hint=word]').getByText('−50').waitFor()
  await page.keyboard.type('fellow americans')
  await page.keyboard.press('Enter')
  await page.getByTestId('score').getByText('Every word right').waitFor()

  await chooseMode(page, 'Listen only')
  await page.getByTestId('listen').waitFor()
  expect(await page.getByText('my fellow Americans').count()).toBe(0)
  await page.getByRole('button', { name: 'Show the text' }).click()
  await page.getByText('my fellow Americans').waitFor()

  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request.postData() ?? '')
  })
  await chooseMode(page, 'Shadowing')
  await page.getByTestId('record').click()
  await page.getByRole('button', { name: 'Stop' }).waitFor()
  await page.waitForTimeout(600)
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect.poll(() => page.getByTestId('play-own').isEnabled(), { timeout: 10_000 }).toBe(true)
  await screenshot(page, 'practice-3-shadow')
  expect(sent.every((body) => body.length < 2000)).toBe(true)

  await page.goto(`${product.origin}/words`)
  await page.getByTestId('saved-words').getByText('fellow', { exact: true }).waitFor()
  await screenshot(page, 'practice-4-words')
  expect(complaints).toEqual([])
  await page.context().close()
})

it('goes on exactly where one was, on another device too, and two at once lose nothing', async () => {
  const mine = await lesson()
  const { page } = await openDevice(browser, product, mine, LAPTOP)
  await page.getByTestId('slots').waitFor()
  await page.keyboard.press('Control+.')
  await page.getByTestId('counter').getByText('2 / 4').waitFor()
  await page.keyboard.type('ask no')
  await expect.poll(async () => (await mine.view()).place?.words, { timeout: 10_000 }).toEqual(['ask', 'no'])

  // Left in the middle of a word, before anything of it was sent or written.
  await page.keyboard.type('t')
  await page.reload()
  await page.getByTestId('counter').getByText('2 / 4').waitFor()
  expect(await page.locator('[data-slot="1"]').inputValue()).toBe('not')
  await page.keyboard.press('Backspace')
  await expect.poll(async () => (await mine.view()).place?.words, { timeout: 10_000 }).toEqual(['ask', 'no'])

  const phone = await openDevice(browser, product, mine, PHONE)
  await phone.page.getByTestId('counter').getByText('2 / 4').waitFor()
  expect(await phone.page.locator('[data-slot="0"]').inputValue()).toBe('ask')
  expect(await phone.page.locator('[data-slot="1"]').inputValue()).toBe('no')
  await phone.page.keyboard.type('t')
  await phone.page.keyboard.press('Enter')
  await phone.page.getByTestId('transcript').waitFor()
  await page.keyboard.type('t')
  await page.keyboard.press('Enter')
  await page.getByTestId('transcript').waitFor()
  await expect.poll(async () => (await mine.view()).progress.completedSegments, { timeout: 10_000 }).toBe(1)
  await Promise.all([page.context().close(), phone.page.context().close()])
})

it('a sentence is nudged, split, joined, disputed, and all of it undone', async () => {
  const mine = await lesson()
  const { page, complaints } = await openDevice(browser, product, mine, LAPTOP)
  await page.getByTestId('slots').waitFor()
  const before = (await mine.view()).items
  await page.keyboard.type('and then my fellow americans')
  await page.keyboard.press('Enter')
  await page.locator('[data-word]').nth(1).click()
  await page.getByTestId('heard-right').click()
  await page.getByTestId('score').getByText('Every word right').waitFor()
  // The card went with what was pressed on it; the keyboard goes on.
  await expect.poll(() => page.evaluate('document.activeElement.dataset.testid')).toBe('next')
  expect((await mine.view()).items[0]).toMatchObject({ transcriptEn: 'And then, my fellow Americans,', solved: true })

  await page.getByTestId('edit').click()
  await page.getByRole('group', { name: 'End' }).getByRole('button', { name: '+50 ms' }).click()
  await expect
    .poll(async () => (await mine.view()).items[0]?.endMs, { timeout: 10_000 })
    .toBe((before[0]?.endMs ?? 0) + 48)
  await screenshot(page, 'practice-5-editor')
  await page.getByRole('button', { name: 'Split before my' }).click()
  await page.getByTestId('counter').getByText('1 / 5').waitFor()
  const halves = (await mine.view()).items
  expect(halves.slice(0, 2).map((item) => item.transcriptEn)).toEqual(['And then,', 'my fellow Americans,'])

  await page.keyboard.type('and then')
  await page.keyboard.press('Enter')
  await page.getByTestId('edit').click()
  await page.getByRole('button', { name: 'Join with next sentence' }).click()
  await page.getByTestId('counter').getByText('1 / 4').waitFor()
  for (let left = 4; left > 0; left -= 1) await mine.client.data(`/exercises/${mine.setId}/undo`, { method: 'POST' })
  const after = (await mine.view()).items
  expect(after.map(({ id, transcriptEn, startMs, endMs }) => ({ id, transcriptEn, startMs, endMs }))).toEqual(
    before.map(({ id, transcriptEn, startMs, endMs }) => ({ id, transcriptEn, startMs, endMs })),
  )
  expect(complaints).toEqual([])
  await page.context().close()
})

it('works without a mouse: settings, a key of one’s own, the list, and out of the text by Tab', async () => {
  const mine = await lesson()
  const { page } = await openDevice(browser, product, mine, LAPTOP)
  await page.getByTestId('slots').waitFor()
  await page.keyboard.press('?')
  await page.getByTestId('key-sheet').waitFor()
  await page.locator('[data-key="next"]').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Alt+N')
  await page.locator('[data-key="next"]').getByText('Alt + N').waitFor()
  await page.keyboard.press('Escape')
  await page.getByTestId('key-sheet').waitFor({ state: 'detached' })
  await page.locator('[data-slot="0"]').focus()
  await page.keyboard.press('Alt+N')
  await page.getByTestId('counter').getByText('2 / 4').waitFor()
  // Tab hears it again and stays; after Escape it walks on.
  await page.keyboard.press('Tab')
  expect(await page.evaluate<string>('document.activeElement.dataset.slot ?? ""')).toBe('0')
  await page.keyboard.press('Escape')
  const left = await page.evaluate<string>('document.activeElement.dataset.hint ?? ""')
  await page.keyboard.press('Tab')
  const further = await page.evaluate<string>('document.activeElement.dataset.hint ?? ""')
  expect([left, further]).toEqual(['slower', 'gaps'])
  await page.keyboard.press('Alt+S')
  await page.getByTestId('sentence-drawer').waitFor()
  await page.keyboard.press('Escape')
  await page.context().close()
})

it.each([
  ['laptop', 'light', LAPTOP],
  ['laptop', 'dark', LAPTOP],
  ['phone', 'light', PHONE],
  ['phone', 'dark', PHONE],
  ['4k', 'light', { viewport: { width: 3840, height: 2160 }, locale: 'zh-CN' }],
] as const)('axe finds nothing, and nothing scrolls sideways: %s, %s', async (device, colorScheme, options) => {
  const mine = await lesson()
  const { page } = await openDevice(browser, product, mine, { ...options, colorScheme, reducedMotion: 'reduce' })
  await page.getByTestId('slots').waitFor()
  await page.keyboard.type('and si my ')
  const seen: string[] = []
  const look = async (name: string): Promise<void> => {
    await page.waitForTimeout(300)
    await screenshot(page, `practice-${device}-${colorScheme}-${name}`)
    seen.push(...(await axeFaults(page)))
    expect([name, await overflow(page)]).toEqual([name, 0])
  }
  await look('typing')
  await page.getByTestId('check').click()
  await page.locator('[data-word]').nth(1).click()
  await page.getByTestId('meaning').waitFor()
  await look('result')
  await page.getByTestId('edit').click()
  await page.getByTestId('split-row').waitFor()
  await look('editor')
  await page.getByTestId('mode').click()
  await page.getByTestId('practice-settings').waitFor()
  await look('settings')
  expect(seen).toEqual([])
  await page.context().close()
})

it('a part of the page that cannot be fetched is said so, and practice goes on', async () => {
  const mine = await lesson()
  const { page } = await openDevice(browser, product, mine, LAPTOP)
  await page.getByTestId('slots').waitFor()
  await page.route(/practice-settings/u, (route) => route.abort())
  await page.getByTestId('mode').click()
  const note = page.getByTestId('part-missing')
  await note.waitFor()
  await screenshot(page, 'practice-part-missing')
  await note.getByRole('button', { name: 'Close' }).click()
  await note.waitFor({ state: 'detached' })
  await page.locator('[data-slot="0"]').focus()
  await page.keyboard.type('and ')
  await page.locator('[data-slot="0"][data-verdict="match"]').waitFor()

  await page.getByTestId('mode').click()
  await page.unroute(/practice-settings/u)
  await note.getByRole('button', { name: 'Try again' }).click()
  await page.getByTestId('practice-settings').waitFor()
  expect(await note.count()).toBe(0)
  await page.context().close()
})
