/** What is kept of a learner's practice, in a real browser: the place on every device, what is begun, and what is answered offline. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Product } from '../../scripts/lib/product.ts'
import type { PracticeMode } from '../../workers/contract/practice.ts'
import type { WeakWordsView } from '../../workers/contract/words.ts'
import { LAPTOP, PHONE, screenshot } from './browser.ts'
import { chooseMode, type Lesson, liking, openDevice, standAt } from './lesson.ts'
import { openLessonHouse } from './lesson-house.ts'

let product: Product
let browser: Browser
let mine: Lesson
let close: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ product, browser, lesson: mine, close } = await openLessonHouse())
})
afterAll(async () => close?.())

/** A device whose learner likes `mode`. */
const open = async (device: typeof LAPTOP, mode: PracticeMode): Promise<Page> => {
  const likes = liking(product, { mode }, { returning: true })
  return (await openDevice(browser, product, mine, { ...device, locale: 'en-US', ...likes })).page
}
/** Somebody stands at the third sentence, on a tablet: "what your country can do for you". */
async function standAtThird(mode: PracticeMode): Promise<string> {
  await standAt(mine, 2, mode)
  return (await mine.view()).items[2]?.transcriptEn ?? ''
}
const counter = (page: Page, text: string) => page.getByTestId('counter').getByText(text).waitFor()
/** Places of the words that are asked for. */
const boxes = (page: Page) =>
  page.evaluate<string[]>("[...document.querySelectorAll('[data-slot]')].map((box) => box.dataset.slot)")
const keptWords = async () => (await mine.view()).place?.words.filter((word) => word !== '')

it('a whole sentence is gone on with where another mode is liked, and looking does not bury it', async () => {
  const laptop = await open(LAPTOP, 'sentence')
  await laptop.getByTestId('sentence-field').waitFor()
  await laptop.keyboard.press('Control+.')
  await counter(laptop, '2 / 4')
  await laptop.keyboard.type('ask not')
  await expect.poll(keptWords, { timeout: 10_000 }).toEqual(['ask not'])
  const before = (await mine.view()).place

  const phone = await open(PHONE, 'cloze')
  const told: string[] = []
  phone.on('request', (request) => {
    if (request.method() === 'PUT') told.push(request.url())
  })
  await counter(phone, '2 / 4')
  expect(await phone.getByTestId('sentence-field').inputValue()).toBe('ask not')
  // Leaving the page is when all is sent that waits.
  await phone.getByRole('link', { name: 'Back' }).click()
  await phone.waitForURL(`${product.origin}/`)
  expect(told).toEqual([])
  expect((await mine.view()).place).toEqual(before)

  await phone.goBack()
  await phone.getByTestId('sentence-field').waitFor()
  await phone.keyboard.type(' what')
  await expect.poll(keptWords, { timeout: 10_000 }).toEqual(['ask not what'])
  await laptop.reload()
  await counter(laptop, '2 / 4')
  expect(await laptop.getByTestId('sentence-field').inputValue()).toBe('ask not what')
  await Promise.all([laptop.context().close(), phone.context().close()])
})

it('every sentence begins as new, in the boxes of the one before', async () => {
  await standAt(mine, 0, 'words')
  const page = await open(LAPTOP, 'words')
  await counter(page, '1 / 4')
  const all = page.getByTestId('slots').locator('input')
  const typed = () => all.evaluateAll((each) => each.map((box) => (box as HTMLInputElement).value))
  const focusIs = async (slot: string): Promise<void> => {
    await expect.poll(() => page.evaluate('document.activeElement?.dataset.slot')).toBe(slot)
  }
  await page.keyboard.type('and xyz ')
  await page.keyboard.press('Alt+T')
  await page.locator('[data-slot="1"][data-verdict="wrong"]').waitFor()
  await expect.poll(() => page.getByTestId('live').textContent()).toBe('Word 2: not this word')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+.')
  await counter(page, '2 / 4')
  await focusIs('0')
  await page.keyboard.press('Control+z')
  const seen = await all.evaluateAll((each) =>
    each.map((box) => {
      const { value, tabIndex, dataset } = box as HTMLInputElement
      return [value, tabIndex, dataset['verdict']]
    }),
  )
  expect(seen).toEqual(seen.map((_, at) => ['', at === 0 ? 0 : -1, 'open']))
  expect(await page.getByTestId('live').textContent()).toBe('')
  expect(await page.getByTestId('hint').textContent()).toBe('')
  // Tab hears it again, though it walked on before.
  await page.keyboard.press('Tab')
  await focusIs('0')
  // The same news about another sentence is news.
  const region = page.getByTestId('live').locator('span')
  const before = await region.elementHandle()
  await page.keyboard.type('xyz ')
  await expect.poll(() => region.textContent()).toBe('Word 1: not this word')
  expect(await before?.evaluate((element) => element.isConnected)).toBe(false)
  await page.keyboard.press('Control+,')
  await counter(page, '1 / 4')
  await focusIs('1')
  expect(await typed()).toEqual(['and', 'xyz', '', '', ''])
  expect(await page.getByTestId('slots').locator('[tabindex="0"]').count()).toBe(1)

  // Checked, left and come back to: a go of its own, which is handed in as well.
  const attempts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('/attempts')) attempts.push(request.postData() ?? '')
  })
  await page.getByTestId('check').click()
  await page.getByTestId('result').waitFor()
  await page.keyboard.press('Control+.')
  await counter(page, '2 / 4')
  await page.keyboard.press('Control+,')
  await counter(page, '1 / 4')
  await page.keyboard.type('and so my fellow americans ')
  expect(await typed()).toEqual('and so my fellow americans'.split(' '))
  await page.keyboard.press('Enter')
  await page.getByTestId('score').getByText('Every word right').waitFor()
  await expect.poll(() => attempts.length).toBe(2)
  expect(attempts[1]).toContain('americans')
  await page.context().close()
})

it('a cloze is gone on with by its own kind of words', async () => {
  await standAtThird('sentence')
  const laptop = await open(LAPTOP, 'words')
  await laptop.getByTestId('sentence-field').waitFor()
  await chooseMode(laptop, 'Fill the gaps', 'Little words')
  await laptop.getByTestId('slots').waitFor()
  const first = laptop.locator('[data-slot]').first()
  const place = await first.getAttribute('data-slot')
  await laptop.keyboard.type('no')
  await expect.poll(keptWords, { timeout: 10_000 }).toEqual(['no'])

  const phone = await open(PHONE, 'words')
  await phone.getByTestId('slots').waitFor()
  const asked = await boxes(laptop)
  expect(asked).toContain(place)
  expect(await boxes(phone)).toEqual(asked)
  expect(await phone.locator(`[data-slot="${place}"]`).inputValue()).toBe('no')
  await Promise.all([laptop.context().close(), phone.context().close()])
})

it('what is begun stays over next and previous and over modes, and a hint keeps its price', async () => {
  const text = await standAtThird('words')
  const page = await open(LAPTOP, 'listen')
  await page.getByTestId('slots').waitFor()
  await page.keyboard.type('what yor ')
  await page.keyboard.press('Alt+5')
  const shown = page.locator('[data-slot="2"][data-verdict="revealed"]')
  await shown.waitFor()
  await page.keyboard.press('Control+.')
  await counter(page, '4 / 4')
  await page.keyboard.press('Control+,')
  await counter(page, '3 / 4')
  await shown.waitFor()
  expect(await page.locator('[data-slot="1"]').inputValue()).toBe('yor')

  await chooseMode(page, 'Whole sentence')
  await page.getByTestId('sentence-field').waitFor()
  await page.keyboard.type('what')
  await chooseMode(page, 'Word by word')
  await shown.waitFor()
  expect(await page.locator('[data-slot="1"]').inputValue()).toBe('yor')
  await chooseMode(page, 'Whole sentence')
  expect(await page.getByTestId('sentence-field').inputValue()).toBe('what')
  await page.keyboard.type(text.slice('what'.length))
  await page.keyboard.press('Enter')
  await page.getByTestId('score').getByText('off for hints').waitFor()
  await page.context().close()
})

it('answers given offline outlive a sign-in that ran out, and can be disputed once they are sent', async () => {
  const text = await standAtThird('words')
  const page = await open(LAPTOP, 'words')
  await page.getByTestId('slots').waitFor()
  const kept = async () => (await mine.view()).progress.completedSegments
  const before = await kept()

  const answer = async (words: string) => {
    await page.getByTestId('slots').waitFor()
    await page.keyboard.type(words)
    await page.getByTestId('check').click()
    await page.getByTestId('transcript').waitFor()
  }
  // Whoever has seen an answer has the parts of the page that show one.
  await answer('what nothing ')
  await page.locator('[data-word]').nth(1).click()
  await page.getByTestId('heard-right').waitFor()

  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Type it again' }).click()
  await answer('what nothing ')
  await page.getByText('1 answer kept here').waitFor()
  await page.context().setOffline(false)
  await page.getByText('1 answer kept here').waitFor({ state: 'detached' })
  await page.locator('[data-word]').nth(1).click()
  await page.getByTestId('heard-right').waitFor()

  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Type it again' }).click()
  await answer(`${text} `)
  await page.getByText('1 answer kept here').waitFor()
  await mine.client.data('/auth/logout', { method: 'POST' })
  const { email, password } = mine.client
  mine.client.token = (await mine.client.data<{ token: string }>('/auth/login', { json: { email, password } })).token
  await page.context().setOffline(false)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  expect(await kept()).toBe(before)
  await page.keyboard.press('Enter')
  await expect.poll(kept, { timeout: 10_000 }).toBe(before + 1)
  await page.context().close()
})

it('one stays at one’s sentence whatever is edited, and what is right counts wherever it was', async () => {
  const text = await standAtThird('words')
  const [first, , third] = (await mine.view()).items
  const attempt = (typed: string) =>
    mine.client.data(`/exercises/${mine.setId}/attempts`, { json: { itemId: third?.id, text: typed } })
  await attempt(text.replace('country', 'county'))
  await attempt(text)
  const { words } = await mine.client.data<WeakWordsView>('/words/weak')
  expect(words).toContain('country')
  const page = await open(LAPTOP, 'words')
  await page.getByTestId('slots').waitFor()
  await chooseMode(page, 'Fill the gaps', 'Words I miss')
  const weak = text.split(' ').flatMap((word, at) => (words.includes(word.replace(',', '')) ? [String(at)] : []))
  await expect.poll(() => boxes(page)).toEqual(weak)

  await chooseMode(page, 'Word by word')
  await page.keyboard.press('Control+,')
  await page.keyboard.press('Control+,')
  await counter(page, '1 / 4')
  const answer = async (typed: string) => {
    await page.keyboard.type(`${typed} `)
    await page.getByTestId('check').click()
    await page.getByTestId('transcript').waitFor()
  }
  await answer('and then my fellow americans')
  await page.locator('[data-word]').nth(1).click()
  await page.getByTestId('heard-right').click()
  await page.getByTestId('score').getByText('Every word right').waitFor()
  await page.getByTestId('edit').click()
  await page.getByRole('button', { name: 'Split before my' }).click()
  await counter(page, '1 / 5')
  await page.keyboard.press('Control+.')
  await page.keyboard.press('Control+.')
  await counter(page, '3 / 5')
  await answer('ask not')
  await page.getByTestId('edit').click()
  await page.getByTestId('undo').getByText('Undo the split (another sentence)').click()
  await counter(page, '2 / 4')
  await page.getByTestId('transcript').getByText('not').waitFor()
  expect((await mine.view()).items[0]?.id).toBe(first?.id)

  // Here two were answered, the third elsewhere, and the last was only passed by.
  for (const at of ['3 / 4', '4 / 4']) {
    await page.keyboard.press('Control+.')
    await counter(page, at)
  }
  await page.keyboard.press('Control+.')
  const summary = page.getByTestId('summary')
  await summary.getByText('3 / 4').waitFor()
  expect(await summary.getByRole('button').allTextContents()).toEqual(['From the beginning'])
  await screenshot(page, 'practice-6-summary')
  await page.context().close()
})
