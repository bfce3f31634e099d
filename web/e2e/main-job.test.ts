/**
 * The product as people meet it: started as `npm start` does, with real recognition, driven in a real browser and over
 * HTTP. Screenshots go to artifacts/.
 */
import { openAsBlob } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../scripts/lib/api-client.ts'
import { type Product, startProduct } from '../../scripts/lib/product.ts'
import type { ExerciseView } from '../../workers/contract/exercises.ts'
import type { LedgerEntryView, WalletView } from '../../workers/contract/wallet.ts'
import { complaintsOf, LAPTOP, launchBrowser, overflow, PHONE, screenshot } from './browser.ts'
import { newLearner } from './lesson.ts'
import { serveVideo, silentWav, speechVideo, videoWithoutSound, videoWithoutSpeech } from './media.ts'

const SAID = 'and so my fellow americans ask not what your country can do for you ask what you can do for your country'

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z' ]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()

let product: Product
let browser: Browser
let folder: string
let video: string
let files: Server
let filesHost: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'listening-e2e-'))
  video = await speechVideo(join(folder, 'speech.mp4'))
  files = await serveVideo(video)
  filesHost = `127.0.0.1:${(files.address() as AddressInfo).port}`
  ;[product, browser] = await Promise.all([
    startProduct({ URL_ALLOW_HOSTS: filesHost, MAX_VIDEO_MINUTES: '0.5' }),
    launchBrowser(),
  ])
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  files?.close()
  await rm(folder, { recursive: true, force: true })
})

const newClient = (credits = 100): Promise<ApiClient> => newLearner(product, credits)

describe('over HTTP', () => {
  it('turns a video into sentences with clips, and charges what was quoted', async () => {
    const client = await newClient()
    const job = await client.waitFor(await client.upload(await openAsBlob(video), 'speech.mp4'), () => false)
    expect(job).toMatchObject({ status: 'succeeded', stage: 'completed', progressPercent: 100, title: 'speech' })
    expect(job.quote?.seconds).toBeCloseTo(11, 0)

    const { items, exerciseSet } = await client.data<ExerciseView>(`/exercises/${job.exerciseSetId}`)
    expect(words(items.map((item) => item.transcriptEn).join(' '))).toBe(SAID)
    expect(exerciseSet.complete).toBe(true)
    for (const [index, item] of items.entries()) {
      expect(item.segmentIndex).toBe(index)
      const whole = await fetch(product.origin + item.audioUrl)
      const bytes = (await whole.arrayBuffer()).byteLength
      expect(bytes).toBeGreaterThan(1000)
      const part = await fetch(product.origin + item.audioUrl, { headers: { range: 'bytes=10-19' } })
      expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10])
    }
    const wallet = await client.data<WalletView>('/wallet')
    expect(wallet).toEqual({ balanceCredits: 98, heldCredits: 0, availableCredits: 98 })
    const ledger = await client.data<{ items: LedgerEntryView[] }>('/wallet/ledger')
    expect(ledger.items.map((entry) => entry.entryType)).toEqual(['settle', 'hold', 'redeem'])
  })

  it('takes a link to the same video', async () => {
    const client = await newClient()
    const { jobId } = await client.data<{ jobId: string }>('/jobs', {
      json: { sourceUrl: `http://${filesHost}/speech.mp4` },
    })
    expect(await client.waitFor(jobId, () => false)).toMatchObject({
      status: 'succeeded',
      readyItems: expect.any(Number),
    })
  })

  it.each([
    ['/nothing', 'link_not_found'],
    ['/page', 'unsupported_link'],
    ['/inside', 'link_blocked'],
  ])('says why a link cannot be used: %s', async (path, errorCode) => {
    const client = await newClient()
    const { jobId } = await client.data<{ jobId: string }>('/jobs', {
      json: { sourceUrl: `http://${filesHost}${path}` },
    })
    expect(await client.waitFor(jobId, () => false)).toMatchObject({ status: 'failed', errorCode })
  })

  it('says why a file cannot be used, and charges nothing', async () => {
    const client = await newClient()
    const whole = await readFile(video)
    const tooLong = join(folder, 'long.wav')
    await writeFile(tooLong, silentWav(31))
    const cases: [name: string, media: Blob, errorCode: string][] = [
      ['mute.mp4', await openAsBlob(await videoWithoutSound(join(folder, 'mute.mp4'))), 'no_audio_track'],
      ['hum.mp4', await openAsBlob(await videoWithoutSpeech(join(folder, 'hum.mp4'))), 'no_speech_found'],
      ['cut.mp4', new Blob([whole.subarray(0, 2000)]), 'media_damaged'],
      ['noise.mp4', new Blob([new Uint8Array(50_000).fill(0xee)]), 'unsupported_media'],
      ['long.wav', await openAsBlob(tooLong), 'media_too_long'],
    ]
    for (const [name, media, errorCode] of cases) {
      const job = await client.waitFor(await client.upload(media, name), () => false)
      expect([name, job.status, job.errorCode]).toEqual([name, 'failed', errorCode])
    }
    const text = new FormData()
    text.append('video_file', new Blob(['only words']), 'words.mp4')
    expect(await client.call('/jobs', { body: text })).toMatchObject({ status: 415, code: 'unsupported_media' })
    expect(await client.data<WalletView>('/wallet')).toMatchObject({ balanceCredits: 100, heldCredits: 0 })
  })

  it('answers health and metrics on the Worker and the runner', async () => {
    expect((await fetch(`${product.origin}/healthz`)).status).toBe(200)
    expect(await (await fetch(`${product.origin}/metrics`)).text()).toContain(
      'listening_jobs_ended_total{status="succeeded"',
    )
    expect((await fetch(`${product.runnerUrl}/healthz`)).status).toBe(200)
  })
})

describe('in the browser', () => {
  it('a newcomer registers, redeems a code, drops a video and types what is said', async () => {
    const page = await browser.newPage(LAPTOP)
    const complaints = complaintsOf(page)
    await page.goto(product.origin)
    await page.getByLabel('Email').fill('newcomer@example.com')
    await page.getByLabel('Password', { exact: true }).fill('a good password')
    await screenshot(page, 'laptop-1-welcome')
    await page.keyboard.press('Enter')

    await page.getByRole('link', { name: /Wallet/ }).click()
    await page.getByLabel('Redeem code').fill(product.redeemCode)
    await page.keyboard.press('Enter')
    await page.getByText('Your balance is now 5,000 credits').waitFor()
    await screenshot(page, 'laptop-2-wallet')

    await page.getByRole('link', { name: /Home/ }).click()
    await page.getByTestId('file-input').setInputFiles(video)
    await page.getByText(/about 2 credits/).waitFor()
    await screenshot(page, 'laptop-3-chosen')
    await page.getByRole('button', { name: 'Start' }).click()

    await page.waitForURL('**/practice/*')
    await page.getByTestId('slots').waitFor()
    await page.getByTestId('counter').getByText('1 / 4').waitFor()
    await screenshot(page, 'laptop-4-practice')

    // The first word is typed wrong, mended, and the rest typed as it is said; the keyboard is never left.
    await page.keyboard.type('Ant ')
    await page.getByRole('textbox', { name: /Word 1 of 5, not this word|Word 1 of 5, .*slip|Word 1 of 5, / }).waitFor()
    await screenshot(page, 'laptop-5-wrong-word')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('d ')
    await page.getByRole('textbox', { name: 'Word 1 of 5, right' }).waitFor()
    await page.keyboard.type('so my fellow americans')
    await page.keyboard.press('Enter')
    await page.getByTestId('transcript').waitFor()
    await screenshot(page, 'laptop-6-result')
    const rest = SAID.split(' ').slice(5).join(' ')
    let left = rest
    for (let sentence = 2; sentence <= 4; sentence++) {
      await page.keyboard.press('Enter')
      await page.getByTestId('counter').getByText(`${sentence} / 4`).waitFor()
      const count = await page.getByTestId('slots').getByRole('textbox').count()
      const own = left.split(' ').slice(0, count).join(' ')
      left = left.split(' ').slice(count).join(' ')
      await page.keyboard.type(own, { delay: 5 })
      await page.keyboard.press('Enter')
      await page.getByTestId('transcript').waitFor()
    }
    expect(left).toBe('')
    await page.keyboard.press('Enter')
    await page.getByTestId('summary').waitFor()
    await screenshot(page, 'laptop-7-summary')
    await page.goto(product.origin)
    await page.getByText('speech').first().waitFor()
    await screenshot(page, 'laptop-8-home')
    expect(complaints).toEqual([])
    await page.close()
  })

  it('subtitles that are dropped after the video become its sentences, and wrong ones are refused', async () => {
    const client = await newClient()
    const page = await browser.newPage(LAPTOP)
    await page.goto(product.origin)
    await page.getByRole('button', { name: /sign in/i }).click()
    await page.getByLabel('Email').fill(client.email)
    await page.getByLabel('Password', { exact: true }).fill(client.password)
    await page.keyboard.press('Enter')
    const start = async (content: string) => {
      await page.getByTestId('file-input').setInputFiles(video)
      const subtitles = { name: 'speech.srt', mimeType: '', buffer: Buffer.from(content) }
      await page.getByTestId('subtitle-input').setInputFiles(subtitles)
      await page.getByTestId('subtitles').getByText('speech.srt').waitFor()
      await page.getByRole('button', { name: 'Start' }).click()
    }
    await start('no subtitles')
    await page.getByText('This is not a subtitle file').waitFor()
    await page.getByRole('button', { name: 'Choose another' }).click()
    // Words that recognition would not write so, in cues that tear the sentence.
    await start(
      '1\n00:00:00,300 --> 00:00:04,000\nAnd so, my fellow AMERICANS, ask\n\n' +
        '2\n00:00:04,000 --> 00:00:11,000\nnot what your country can do for YOU, ask what you can do for your COUNTRY.\n',
    )
    await page.waitForURL('**/practice/*')
    const [, setId = ''] = page.url().split('/practice/')
    await expect
      .poll(async () => (await client.data<ExerciseView>(`/exercises/${setId}`)).exerciseSet.complete, {
        timeout: 60_000,
      })
      .toBe(true)
    const { items } = await client.data<ExerciseView>(`/exercises/${setId}`)
    expect(items.map((item) => item.transcriptEn).join(' ')).toBe(
      'And so, my fellow AMERICANS, ask not what your country can do for YOU, ask what you can do for your COUNTRY.',
    )
    await page.close()
  })

  it('the same on a phone, in Chinese, with nothing to scroll sideways', async () => {
    const client = await newClient()
    const job = await client.waitFor(await client.upload(await openAsBlob(video), '肯尼迪.mp4'), () => false)
    const context = await browser.newContext(PHONE)
    const page = await context.newPage()
    const complaints = complaintsOf(page)
    await page.goto(product.origin)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await screenshot(page, 'phone-1-welcome')
    await page.getByRole('button', { name: /登录/ }).click()
    await page.getByLabel('邮箱').fill(client.email)
    await page.getByLabel('密码', { exact: true }).fill(client.password)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: '练习 肯尼迪' }).waitFor()
    for (const [name, path, there] of [
      ['phone-2-home', '/', '练习 肯尼迪'],
      ['phone-3-wallet', '/wallet', '钱包'],
      ['phone-4-settings', '/settings', '设置'],
    ] as const) {
      await page.goto(product.origin + path)
      await page
        .getByText(there)
        .or(page.getByRole('link', { name: there }))
        .first()
        .waitFor()
      await screenshot(page, name)
      expect([path, await overflow(page)]).toEqual([path, 0])
    }
    await page.goto(`${product.origin}/practice/${job.exerciseSetId}`)
    await page.getByTestId('slots').waitFor()
    await page.keyboard.type('and so yuo ')
    await page.locator('[data-slot="2"][data-verdict="wrong"], [data-slot="2"][data-verdict="typo"]').waitFor()
    await screenshot(page, 'phone-5-practice')
    expect(await overflow(page)).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe('at the end', () => {
  it('Ctrl-C stops everything and leaves no port in use', async () => {
    expect(await product.stop()).toBe(0)
    for (const url of [product.origin, product.runnerUrl]) await expect(fetch(url)).rejects.toThrow('fetch failed')
  })
})
