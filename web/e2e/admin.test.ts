/** The admin page as its people meet it: the whole product, a real browser, real jobs; screenshots go to artifacts/. */
import { openAsBlob } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../scripts/lib/api-client.ts'
import { type Product, startProduct } from '../../scripts/lib/product.ts'
import type { AttemptView, ExerciseView } from '../../workers/contract/exercises.ts'
import type { WalletView } from '../../workers/contract/wallet.ts'
import { signInAsAdmin } from './admin-page.ts'
import { axeFaults, LAPTOP, launchBrowser, overflow, PHONE, screenshot } from './browser.ts'
import { speechVideo, videoWithoutSound } from './media.ts'

let product: Product
let browser: Browser
let folder: string
let learner: ApiClient

const signedIn = (options: BrowserContextOptions, token = product.adminToken) =>
  signInAsAdmin(browser, product.origin, token, options)

/** A learner with a job that succeeded, one that failed, and a dispute. */
async function aLearner(): Promise<ApiClient> {
  const client = new ApiClient(product.origin)
  await client.join(product.redeemCode)
  const video = await speechVideo(join(folder, 'speech.mp4'))
  const mute = await videoWithoutSound(join(folder, 'mute.mp4'))
  const job = await client.waitFor(await client.upload(await openAsBlob(video), 'speech.mp4'), () => false)
  await client.waitFor(await client.upload(await openAsBlob(mute), 'mute.mp4'), () => false)
  const { items } = await client.data<ExerciseView>(`/exercises/${job.exerciseSetId}`)
  const item = items[0]
  if (!item) throw new Error('the job has no sentence')
  const text = item.transcriptEn.split(' ').with(0, 'Anne').join(' ')
  const attempt = await client.data<AttemptView>(`/exercises/${job.exerciseSetId}/attempts`, {
    json: { itemId: item.id, text },
  })
  const verdictIndex = attempt.verdicts.findIndex(({ kind }) => kind !== 'match')
  await client.data(`/exercises/${job.exerciseSetId}/items/${item.id}/edits`, {
    json: { kind: 'heard_right', attemptId: attempt.attemptId, verdictIndex },
  })
  return client
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'listening-admin-'))
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  learner = await aLearner()
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('the admin page', () => {
  it('keeps out who has no token, and says so', async () => {
    const page = await browser.newPage(LAPTOP)
    await page.goto(`${product.origin}/admin/`)
    await page.locator('[name=admin-token]').fill('not the token')
    await page.keyboard.press('Enter')
    await page.getByText('This admin token is not right.').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.close()
  })

  it('shows jobs with what they went through, and leads to the learner', async () => {
    const { context, page, complaints } = await signedIn(LAPTOP)
    await page.getByRole('link', { name: 'mute' }).click()
    const panel = page.getByTestId('panel')
    await panel.getByRole('definition').getByText('This video has no sound.').waitFor()
    await panel.getByTestId('events').getByText('failed · This video has no sound.').waitFor()
    expect(await page.evaluate('location.hash')).toMatch(/^#\/jobs\/[\w-]+$/)
    await screenshot(page, 'admin-jobs')
    await page.reload()
    await panel.getByRole('definition').getByText('This video has no sound.').waitFor()
    await panel.getByRole('link', { name: learner.email }).click()
    await panel.getByRole('heading', { name: 'Ledger' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('makes codes, finds one again and withdraws it', async () => {
    const { context, page, complaints } = await signedIn(LAPTOP)
    await page.getByRole('link', { name: 'Redeem codes' }).click()
    await page.getByRole('button', { name: 'Make codes' }).click()
    const panel = page.getByTestId('panel')
    await panel.getByLabel('How many').fill('1001')
    await panel.getByLabel('Prefix').fill('A-B')
    await panel.getByRole('button', { name: 'Make codes' }).click()
    await panel.getByText('A whole number from 1 to 1000.').waitFor()
    await panel.getByText('Letters and digits, at most 6.').waitFor()
    await panel.getByLabel('How many').fill('3')
    await panel.getByLabel('Prefix').fill('class')
    await panel.getByLabel('Note').fill('Class 3b')
    await panel.getByRole('button', { name: 'Make codes' }).click()
    const codes = (await panel.getByTestId('codes').inputValue()).split('\n')
    expect(codes).toHaveLength(3)
    const download = page.waitForEvent('download')
    await panel.getByRole('button', { name: 'Download CSV' }).click()
    const csv = await readFile(await (await download).path(), 'utf8')
    for (const code of codes) expect(csv).toContain(code)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await page.getByRole('searchbox').fill(codes[1] ?? '')
    await expect.poll(() => page.getByRole('row').count()).toBe(2)
    await page.getByRole('link', { name: codes[1]?.slice(0, 9) ?? '?' }).click()
    await panel.getByText('Class 3b').waitFor()
    await panel.getByRole('button', { name: 'Withdraw code' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw code' }).click()
    await panel.getByText('withdrawn').waitFor()
    await screenshot(page, 'admin-codes')
    expect(
      await learner.call('/wallet/redeem', { json: { code: codes[1], idempotencyKey: 'withdrawn-one' } }),
    ).toMatchObject({ status: 409, code: 'redeem_code_unavailable' })
    expect(complaints).toEqual([])
    await context.close()
  })

  it('adjusts a balance once, for a reason the learner reads, and logs it', async () => {
    const { context, page, complaints } = await signedIn(LAPTOP)
    await page.getByRole('link', { name: 'Learners' }).click()
    await page.getByRole('searchbox').fill(learner.email.slice(0, 12))
    await page.getByRole('link', { name: learner.email }).click()
    const panel = page.getByTestId('panel')
    await panel.getByLabel('Credits, below zero to take').fill('1.5')
    await panel.getByRole('button', { name: 'Adjust' }).click()
    await panel.getByText('A whole number other than zero.').waitFor()
    await panel.getByLabel('Credits, below zero to take').fill('-7')
    await panel.getByLabel('Reason').fill('a mistake of ours')
    await panel.getByRole('button', { name: 'Adjust' }).dblclick()
    await panel.getByText('Done.').waitFor()
    await panel.getByRole('cell', { name: 'a mistake of ours' }).waitFor()
    expect(await panel.getByRole('cell', { name: 'a mistake of ours' }).count()).toBe(1)
    await panel.getByRole('row', { name: /a mistake of ours owner/ }).waitFor()
    await screenshot(page, 'admin-learner')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Log' }).click()
    await page.getByRole('link', { name: 'adjusted a balance' }).first().click()
    await panel.getByText('"credits": -7').waitFor()
    await screenshot(page, 'admin-log')
    expect(complaints).toEqual([])
    await context.close()
  })

  it('plays a disputed sentence and settles it', async () => {
    const { context, page, complaints } = await signedIn(LAPTOP)
    await page.getByRole('link', { name: 'Disputes' }).click()
    await page.getByRole('link', { name: 'Heard otherwise' }).first().click()
    const panel = page.getByTestId('panel')
    await panel.getByText('Anne').first().waitFor()
    await panel.locator('audio').evaluate((audio: HTMLAudioElement) => audio.play())
    await expect
      .poll(() => panel.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime))
      .toBeGreaterThan(0)
    await screenshot(page, 'admin-dispute')
    await panel.getByRole('button', { name: 'Dismiss' }).click()
    await panel.waitFor({ state: 'detached' })
    await page.getByLabel('State').selectOption('All')
    await page.getByRole('cell', { name: 'dismissed' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('refunds a job once, however often the button is pressed', async () => {
    const { context, page, complaints } = await signedIn(LAPTOP)
    await page.getByRole('link', { name: 'speech' }).click()
    const panel = page.getByTestId('panel')
    await panel.getByLabel('Credits to give back').fill('1000000')
    await panel.getByRole('button', { name: 'Refund' }).click()
    await panel.getByText('what was paid').waitFor()
    await panel.getByLabel('Credits to give back').fill('1')
    await panel.getByLabel('Reason').fill('the sound was bad')
    const before = (await learner.data<WalletView>('/wallet')).balanceCredits
    await panel.getByRole('button', { name: 'Refund' }).dblclick()
    await panel.getByText('Done.').waitFor()
    await screenshot(page, 'admin-refund')
    expect((await learner.data<WalletView>('/wallet')).balanceCredits).toBe(before + 1)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('names a viewer, who reads and finds nothing to press', async () => {
    const owner = await signedIn(LAPTOP)
    await owner.page.getByRole('link', { name: 'Admins' }).click()
    await owner.page.getByLabel('Name, or the address').fill('Wei')
    await owner.page.getByRole('button', { name: 'Add admin' }).click()
    const token = (await owner.page.getByTestId('token').textContent()) ?? ''
    expect(await axeFaults(owner.page)).toEqual([])
    await owner.context.close()
    const { context, page } = await signedIn(LAPTOP, token)
    await page.getByText('wei · viewer').waitFor()
    expect(await page.getByRole('link', { name: 'Admins' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Redeem codes' }).click()
    await page.getByRole('row').nth(1).waitFor()
    expect(await page.getByRole('button', { name: 'Make codes' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.locator('[name=admin-token]').waitFor()
    await page.reload()
    await page.locator('[name=admin-token]').waitFor()
    await context.close()
  })

  it.each([
    ['laptop', LAPTOP, 'light'],
    ['laptop', LAPTOP, 'dark'],
    ['phone', PHONE, 'light'],
    ['phone', PHONE, 'dark'],
  ] as const)(
    'has nothing axe would mend and nothing to scroll sideways: %s %s',
    async (name, options, colorScheme) => {
      const { context, page, complaints } = await signedIn({ ...options, colorScheme })
      for (const view of ['jobs', 'learners', 'codes', 'disputes', 'models', 'numbers', 'log', 'admins']) {
        await page.goto(`${product.origin}/admin/#/${view}`)
        await page.getByRole('table').or(page.locator('svg[viewBox="0 0 600 150"]')).first().waitFor()
        await page.waitForTimeout(400)
        expect([view, await axeFaults(page), await overflow(page)]).toEqual([view, [], 0])
        await screenshot(page, `admin-${name}-${colorScheme}-${view}`)
      }
      await page.goto(`${product.origin}/admin/#/learners`)
      await page.getByRole('link', { name: '@' }).first().click()
      await page.getByTestId('panel').getByRole('table').nth(1).waitFor()
      await page.waitForTimeout(400)
      expect([await axeFaults(page), await overflow(page)]).toEqual([[], 0])
      await screenshot(page, `admin-${name}-${colorScheme}-panel`)
      expect(complaints).toEqual([])
      await context.close()
    },
  )

  it('is worked by keyboard alone', async () => {
    const { context, page } = await signedIn(LAPTOP)
    await page.getByRole('row').nth(1).waitFor()
    const focused = () =>
      page.evaluate<string>('document.activeElement.tagName + " " + (document.activeElement.textContent ?? "")')
    for (let presses = 0; presses < 30 && !(await focused()).startsWith('A mute'); presses++)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByTestId('panel').getByTestId('events').waitFor()
    await page.keyboard.press('Escape')
    await page.getByTestId('panel').waitFor({ state: 'detached' })
    expect(await page.evaluate('location.hash')).toBe('#/jobs')
    await context.close()
  })
})
