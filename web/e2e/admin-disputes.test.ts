/** A clipped sentence from the learner's report to the mended clip: both pages in a real browser, with real sound. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Product, startProduct } from '../../scripts/lib/product.ts'
import type { DisputeView } from '../../workers/contract/disputes.ts'
import type { ItemView } from '../../workers/contract/exercises.ts'
import { signInAsAdmin } from './admin-page.ts'
import { axeFaults, LAPTOP, launchBrowser, overflow, PHONE, screenshot } from './browser.ts'
import { type Lesson, newLesson, openDevice, SUBTITLES } from './lesson.ts'
import { speechVideo } from './media.ts'

let product: Product
let browser: Browser
let folder: string
let lesson: Lesson

const signedIn = (options: BrowserContextOptions) => signInAsAdmin(browser, product.origin, product.adminToken, options)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'listening-admin-disputes-'))
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  lesson = await newLesson(product, await speechVideo(join(folder, 'speech.mp4')), SUBTITLES)
  await edit(2, { kind: 'clip_cut', edge: 'end' })
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function sentence(index: number): Promise<ItemView> {
  const item = (await lesson.view()).items[index]
  if (!item) throw new Error(`no sentence ${index}`)
  return item
}

const edit = async (index: number, json: object) =>
  lesson.client.data(`/exercises/${lesson.setId}/items/${(await sentence(index)).id}/edits`, { json })

async function disputeOf(index: number): Promise<DisputeView> {
  const { items } = await lesson.client.data<{ items: DisputeView[] }>('/admin/disputes?limit=100', {
    headers: { 'x-admin-token': product.adminToken },
  })
  const { id } = await sentence(index)
  const dispute = items.find(({ itemId }) => itemId === id)
  if (!dispute) throw new Error(`no dispute about sentence ${index}`)
  return dispute
}

const seconds = (audio: Locator): Promise<number> =>
  audio.evaluate((element: HTMLAudioElement) => (element.readyState > 0 ? element.duration : 0))

/** Seconds of the sound that a page plays last; its player is no element of the document. */
async function playedSeconds(page: Page): Promise<number> {
  await page.context().addInitScript(`
    const { play } = HTMLMediaElement.prototype
    HTMLMediaElement.prototype.play = function () { window.lastPlayed = this; return play.call(this) }`)
  await page.reload()
  await page.getByTestId('slots').waitFor()
  let heard = 0
  await expect.poll(async () => (heard = await page.evaluate('window.lastPlayed?.duration || 0'))).toBeGreaterThan(0)
  return heard
}

async function openPanel(page: Page, id: string): Promise<Locator> {
  await page.goto(`${product.origin}/admin/#/disputes/${id}`)
  const panel = page.getByTestId('panel')
  await panel.waitFor()
  return panel
}

describe('a sentence that is cut', () => {
  it('is reported, heard with other edges, settled that way, and longer for its learner', async () => {
    const learner = await openDevice(browser, product, lesson, LAPTOP)
    await learner.page.getByTestId('slots').waitFor()
    await learner.page.keyboard.type('and so my fellow americans')
    await learner.page.keyboard.press('Enter')
    await learner.page.getByTestId('edit').click()
    const whole = await sentence(0)
    await learner.page.getByRole('button', { name: 'The end is cut off' }).click()
    await expect.poll(async () => (await sentence(0)).endMs, { timeout: 10_000 }).toBeGreaterThan(whole.endMs)
    const reported = await sentence(0)
    const before = await playedSeconds(learner.page)

    const { context, page, complaints } = await signedIn(LAPTOP)
    await page.getByRole('link', { name: 'Disputes' }).click()
    await page.getByRole('row', { name: 'fellow Americans' }).getByRole('link', { name: 'Clip is cut' }).click()
    const panel = page.getByTestId('panel')
    await panel.getByText('at its end').waitFor()
    const asItIs = panel.getByLabel('Listen')
    await asItIs.evaluate((audio: HTMLAudioElement) => audio.play())
    await expect.poll(() => seconds(asItIs)).toBeCloseTo(before, 2)

    const beginning = panel.getByRole('group', { name: 'Beginning' })
    const end = panel.getByRole('group', { name: 'End' })
    const settle = panel.getByRole('button', { name: 'Settle with these edges' })
    expect([await settle.isDisabled(), await panel.getByTestId('preview').isVisible()]).toEqual([true, false])
    await end.getByRole('button', { name: '50 ms later' }).click()
    await end.getByRole('button', { name: '50 ms later' }).click()
    await end.locator('output').getByText('100 ms later').waitFor()
    await panel.getByRole('button', { name: 'Hear it' }).click()
    const preview = panel.getByTestId('preview')
    await expect.poll(() => seconds(preview)).toBeCloseTo(before + 0.096, 2)
    await expect.poll(() => preview.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(0)
    // One sound at a time.
    expect(await asItIs.evaluate((audio: HTMLAudioElement) => audio.paused)).toBe(true)
    await screenshot(page, 'admin-clip-edges')

    // The same by keys alone: to the beginning's buttons, back a step, and heard again.
    await beginning.getByRole('button', { name: '50 ms earlier' }).focus()
    await page.keyboard.press('ArrowLeft')
    await beginning.locator('output').getByText('50 ms earlier').waitFor()
    expect(await preview.isVisible()).toBe(false)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await beginning.locator('output').getByText('50 ms later').waitFor()
    await page.keyboard.press('Control+z')
    await beginning.locator('output').getByText('as it is').waitFor()
    await page.keyboard.press('Control+z')
    await beginning.locator('output').getByText('50 ms earlier').waitFor()
    await page.keyboard.press('p')
    await expect.poll(() => seconds(preview)).toBeCloseTo(before + 0.144, 2)

    await panel.getByRole('button', { name: 'Discard' }).click()
    expect(await panel.locator('output').allTextContents()).toEqual(['as it is', 'as it is'])
    expect(await settle.isDisabled()).toBe(true)
    expect(await sentence(0)).toEqual(reported)

    await end.getByRole('button', { name: '50 ms later' }).click()
    await page.keyboard.press('ArrowRight')
    await settle.click()
    await panel.waitFor({ state: 'detached' })
    await page.getByLabel('State').selectOption('All')
    await page.getByRole('cell', { name: 'corrected' }).waitFor()
    expect(await sentence(0)).toMatchObject({ startMs: reported.startMs, endMs: reported.endMs + 96 })
    expect(await playedSeconds(learner.page)).toBeCloseTo(before + 0.096, 2)
    expect([...complaints, ...learner.complaints]).toEqual([])
    await Promise.all([context.close(), learner.page.context().close()])
  })

  it('is moved no further than there is sound, and the buttons keep the focus there', async () => {
    const { id } = await disputeOf(2)
    const { context, page, complaints } = await signedIn(LAPTOP)
    const panel = await openPanel(page, id)
    const later = panel.getByRole('group', { name: 'End' }).getByRole('button', { name: '50 ms later' })
    await later.focus()
    let presses = 0
    for (; presses < 45 && (await later.getAttribute('aria-disabled')) !== 'true'; presses += 1)
      await page.keyboard.press('Enter')
    expect(presses).toBeGreaterThan(10)
    const furthest = await panel.getByTestId('length').textContent()
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowRight')
    expect(await panel.getByTestId('length').textContent()).toBe(furthest)
    await page.keyboard.press('p')
    await expect.poll(() => seconds(panel.getByTestId('preview'))).toBeGreaterThan(0)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('is not settled as it was heard once its learner has moved an edge, or has taken it back', async () => {
    await edit(1, { kind: 'clip_cut', edge: 'end' })
    const { id } = await disputeOf(1)
    const { context, page } = await signedIn(LAPTOP)
    const panel = await openPanel(page, id)
    const end = panel.getByRole('group', { name: 'End' })
    const settle = panel.getByRole('button', { name: 'Settle with these edges' })
    await end.getByRole('button', { name: '50 ms later' }).click()
    await edit(1, { kind: 'nudge', edge: 'end', byMs: 50 })
    const moved = await sentence(1)
    await panel.getByRole('button', { name: 'Hear it' }).click()
    await panel.getByText('changed elsewhere').waitFor()
    await end.locator('output').getByText('as it is').waitFor()
    await end.getByRole('button', { name: '50 ms later' }).click()
    await edit(1, { kind: 'nudge', edge: 'end', byMs: -50 })
    await settle.click()
    await panel.getByText('changed elsewhere').waitFor()
    await screenshot(page, 'admin-clip-conflict')
    await end.locator('output').getByText('as it is').waitFor()
    expect((await sentence(1)).endMs).toBeLessThan(moved.endMs)

    await end.getByRole('button', { name: '50 ms earlier' }).click()
    for (let left = 3; left > 0; left -= 1) {
      await lesson.client.data(`/exercises/${lesson.setId}/undo`, { method: 'POST' })
    }
    const whole = await sentence(1)
    await settle.click()
    await panel.getByText('the learner took it back').waitFor()
    expect(await sentence(1)).toEqual(whole)
    await context.close()
  })

  it('is not mended, only closed, where its learner has split it since', async () => {
    await edit(3, { kind: 'clip_cut', edge: 'start' })
    const { id } = await disputeOf(3)
    await edit(3, { kind: 'split', wordIndex: 2 })
    const { context, page, complaints } = await signedIn(LAPTOP)
    const panel = await openPanel(page, id)
    await panel.getByText('Another sentence has taken its place.').waitFor()
    expect(await panel.getByRole('button').allTextContents()).toEqual(['', 'Learner was right', 'Dismiss'])
    await panel.getByRole('button', { name: 'Learner was right' }).click()
    await panel.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
    await context.close()
  })

  it.each([
    ['laptop', 'light', LAPTOP],
    ['laptop', 'dark', LAPTOP],
    ['phone', 'light', PHONE],
    ['phone', 'dark', PHONE],
  ] as const)(
    'leaves axe nothing to mend, and nothing to scroll sideways: %s %s',
    async (name, colorScheme, options) => {
      const { id } = await disputeOf(2)
      const { context, page, complaints } = await signedIn({ ...options, colorScheme })
      const panel = await openPanel(page, id)
      const buttons = panel.getByRole('group').last().getByRole('button')
      await buttons.last().click()
      await panel.getByRole('button', { name: /^(Hear it|试听新边界)$/u }).click()
      await expect.poll(() => seconds(panel.getByTestId('preview'))).toBeGreaterThan(0)
      expect([await axeFaults(page), await overflow(page)]).toEqual([[], 0])
      await screenshot(page, `admin-clip-${name}-${colorScheme}`)
      await panel.getByTestId('preview').scrollIntoViewIfNeeded()
      await screenshot(page, `admin-clip-${name}-${colorScheme}-below`)
      expect(complaints).toEqual([])
      await context.close()
    },
  )
})
