/** A lesson whose clips are gone, in a real browser: the same file brings them back; another one is told apart. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openAsBlob } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { ApiClient } from '../../scripts/lib/api-client.ts'
import { startProduct } from '../../scripts/lib/product.ts'
import type { ExerciseView } from '../../workers/contract/exercises.ts'
import type { WalletView } from '../../workers/contract/wallet.ts'
import { complaintsOf, LAPTOP, launchBrowser, overflow, PHONE, screenshot } from './browser.ts'
import { speechVideo } from './media.ts'

it('the same file brings the clips back, in seconds, at no charge, and practice goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'listening-again-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const video = await speechVideo(join(folder, 'speech.mp4'))
  await writeFile(join(folder, 'other.mp4'), 'another file')
  const state = join(folder, 'state')
  const [product, browser] = await Promise.all([startProduct({ STATE_DIR: state }), launchBrowser()])
  onTestFinished(async () => {
    await browser.close()
    await product.stop()
  })
  const client = new ApiClient(product.origin)
  await client.join(product.redeemCode)
  const job = await client.waitFor(await client.upload(await openAsBlob(video), 'speech.mp4'), () => false)
  const view = () => client.data<ExerciseView>(`/exercises/${job.exerciseSetId}`)
  const bytes = async (url: string | null | undefined) => (await fetch(product.origin + url)).arrayBuffer()
  const before = await view()
  const clip = await bytes(before.items[0]?.audioUrl)
  const wallet = await client.data<WalletView>('/wallet')

  // The clock moves on: three days later.
  const d1 = join(state, 'v3/d1/miniflare-D1DatabaseObject')
  const file = (await readdir(d1)).find((name) => /^[0-9a-f]+\.sqlite$/.test(name)) ?? ''
  const database = new DatabaseSync(join(d1, file))
  database.exec('UPDATE exercise_sets SET audio_expires_at = 1')
  database.close()
  expect((await fetch(product.origin + before.items[0]?.audioUrl)).status).toBe(410)

  const page = await browser.newPage(LAPTOP)
  const complaints = complaintsOf(page)
  await page.goto(product.origin)
  await page.getByRole('button', { name: /sign in/i }).click()
  await page.getByLabel('Email').fill(client.email)
  await page.getByLabel('Password', { exact: true }).fill(client.password)
  await page.keyboard.press('Enter')
  await page
    .getByRole('link', { name: /Practise|Go on/ })
    .first()
    .click()
  await page.getByTestId('bring-again').getByText('speech.mp4').waitFor()
  await screenshot(page, 'laptop-bring-again')
  await page.getByTestId('bring-file').setInputFiles(join(folder, 'other.mp4'))
  await page.getByRole('alert').getByText('This is another file').waitFor()
  await page.getByTestId('bring-file').setInputFiles(video)
  await page.getByTestId('slots').waitFor()
  await screenshot(page, 'laptop-brought-again')
  expect(page.url()).toBe(`${product.origin}/practice/${job.exerciseSetId}`)

  const after = await view()
  expect(after.items.map(({ id, transcriptEn }) => [id, transcriptEn])).toEqual(
    before.items.map(({ id, transcriptEn }) => [id, transcriptEn]),
  )
  expect(Buffer.from(await bytes(after.items[0]?.audioUrl)).equals(Buffer.from(clip))).toBe(true)
  expect(await client.data<WalletView>('/wallet')).toEqual(wallet)
  await page.goto(product.origin)
  await page
    .getByRole('link', { name: /Practise|Go on/ })
    .first()
    .waitFor()
  expect(await page.getByRole('link', { name: /Practise|Go on/ }).count()).toBe(1)
  expect(complaints).toEqual([])
  await page.close()
  expect(await overflowOnPhone()).toBe(0)

  async function overflowOnPhone(): Promise<number> {
    const again = new DatabaseSync(join(d1, file))
    again.exec('UPDATE exercise_sets SET audio_expires_at = 1')
    again.close()
    const context = await browser.newContext(PHONE)
    const phone = await context.newPage()
    await phone.goto(product.origin)
    await phone.getByRole('button', { name: /登录/ }).click()
    await phone.getByLabel('邮箱').fill(client.email)
    await phone.getByLabel('密码', { exact: true }).fill(client.password)
    await phone.keyboard.press('Enter')
    await phone
      .getByRole('link', { name: /练习|继续/ })
      .first()
      .click()
    await phone.getByTestId('bring-again').waitFor()
    await screenshot(phone, 'phone-bring-again')
    return overflow(phone)
  }
})
