/** The models of the admin page in a real browser: prices, trials with the real model, new and deleted routes. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../scripts/lib/api-client.ts'
import { type Product, startProduct } from '../../scripts/lib/product.ts'
import type { ModelRouteView } from '../../workers/contract/admin.ts'
import { signInAsAdmin } from './admin-page.ts'
import { axeFaults, LAPTOP, launchBrowser, overflow, PHONE, screenshot } from './browser.ts'
import { speechVideo } from './media.ts'

let product: Product
let browser: Browser
let folder: string

const signedIn = (options: BrowserContextOptions) => signInAsAdmin(browser, product.origin, product.adminToken, options)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'listening-admin-models-'))
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  await speechVideo(join(folder, 'speech.mp4'))
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('the models of the admin page', () => {
  it('changes a model’s price, and not to what is none', async () => {
    const { context, page, complaints } = await signedIn(LAPTOP)
    await page.getByRole('link', { name: 'Models' }).click()
    await page.getByRole('link', { name: 'qwen-mt' }).click()
    const panel = page.getByTestId('panel')
    for (const wrong of ['-1', 'many', '1000000']) {
      await panel.getByLabel('Multiplier').fill(wrong)
      await panel.getByText('A number from 0 to 10000').waitFor()
      expect(await panel.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    }
    await panel.getByLabel('Multiplier').fill('1.25')
    await panel.getByLabel('Cost per unit').fill('1.5')
    await screenshot(page, 'admin-model')
    await panel.getByRole('button', { name: 'Save' }).click()
    await panel.getByText('Saved.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('cell', { name: '1.5 a sentence' }).waitFor()
    const { items } = await new ApiClient(product.origin).data<{ items: ModelRouteView[] }>('/admin/model-routes', {
      headers: { 'x-admin-token': product.adminToken },
    })
    expect(items.find((route) => route.modelName === 'qwen-mt')).toMatchObject({ costPerUnit: 1.5, multiplier: 1.25 })
    expect(complaints).toEqual([])
    await context.close()
  })

  it('does not undo what another owner has set meanwhile, unless told to', async () => {
    const patch = (item: object) =>
      new ApiClient(product.origin).data<{ items: ModelRouteView[] }>('/admin/model-routes', {
        method: 'PATCH',
        headers: { 'x-admin-token': product.adminToken },
        json: { items: [{ modelName: 'qwen-mt', ...item }] },
      })
    const { context, page, complaints } = await signedIn(LAPTOP)
    await page.getByRole('link', { name: 'Models' }).click()
    await page.getByRole('link', { name: 'qwen-mt' }).click()
    const panel = page.getByTestId('panel')
    await panel.getByLabel('Cost per unit').fill('3')
    await panel.getByLabel('Timeout').fill('45000')
    await patch({ costPerUnit: 7, multiplier: 1.5 })
    await panel.getByRole('button', { name: 'Save' }).click()
    await panel.getByText('Cost per unit: now 7').waitFor()
    expect(await panel.getByLabel('Multiplier').inputValue()).toBe('1.5')
    expect(await panel.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    expect([await axeFaults(page), await overflow(page)]).toEqual([[], 0])
    await panel.getByRole('alert').scrollIntoViewIfNeeded()
    await screenshot(page, 'admin-model-conflict')
    await panel.getByRole('button', { name: 'Take theirs' }).click()
    await panel.getByRole('button', { name: 'Save' }).click()
    await panel.getByText('Saved.').waitFor()
    await panel.getByLabel('Cost per unit').fill('3')
    await patch({ costPerUnit: 8 })
    await panel.getByRole('button', { name: 'Save' }).click()
    await panel.getByRole('button', { name: 'Keep mine' }).click()
    await panel.getByRole('button', { name: 'Save' }).click()
    await panel.getByText('Saved.').waitFor()
    const { items } = await patch({})
    const saved = items.find(({ modelName }) => modelName === 'qwen-mt')
    expect(saved).toMatchObject({ costPerUnit: 3, multiplier: 1.5, timeoutMs: 45_000 })
    expect(complaints).toEqual([])
    await context.close()
  })

  it('tries the embedded model with a file and with a recording, and says why another cannot', async () => {
    const { context, page, complaints } = await signedIn(LAPTOP)
    await page.getByRole('link', { name: 'Models' }).click()
    await page.getByRole('link', { name: 'moonshine-base' }).click()
    const panel = page.getByTestId('panel')
    await panel.getByLabel('A short recording').setInputFiles(join(folder, 'speech.mp4'))
    await panel.getByRole('button', { name: 'Recognise' }).click()
    const trial = panel.getByTestId('trial')
    await trial.getByText(/^\d[\d,]* ms$/).waitFor()
    expect((await trial.locator('p').first().textContent())?.split(' ').length).toBeGreaterThan(3)
    expect(await axeFaults(page)).toEqual([])
    await screenshot(page, 'admin-trial')
    await panel.getByRole('button', { name: 'Record', exact: true }).click()
    await panel.getByRole('button', { name: 'Stop recording' }).waitFor()
    await page.waitForTimeout(1_500)
    await panel.getByRole('button', { name: 'Stop recording' }).click()
    await panel.getByText('Recorded.').waitFor()
    await panel.getByRole('button', { name: 'Recognise' }).click()
    await trial.getByText(/^\d[\d,]* ms$/).waitFor()
    expect(complaints).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'qwen-mt' }).click()
    await panel.getByLabel('A line of English').fill('Good morning.')
    await page.keyboard.press('Enter')
    await trial.getByText('this runner has no key for its address').waitFor()
    await screenshot(page, 'admin-trial-failed')
    await context.close()
  })

  it('makes a model and deletes it, but not one that others fall back on', async () => {
    const { context, page } = await signedIn(LAPTOP)
    await page.getByRole('link', { name: 'Models' }).click()
    await page.getByRole('button', { name: 'New model' }).click()
    const panel = page.getByTestId('panel')
    await panel.getByRole('button', { name: 'New model' }).click()
    await panel.getByText('Letters, digits, dots, dashes').waitFor()
    await panel.getByLabel('Name', { exact: true }).fill('night-shift')
    await panel.getByLabel('Task').selectOption('Translation')
    await panel.getByLabel('Priced by').selectOption('1,000 characters')
    await panel.getByLabel('Provider’s model').fill('some-model')
    await panel.getByLabel('Cost per unit').fill('0.5')
    await panel.getByLabel('Address').fill('https://models.example/v1')
    await panel.getByLabel('When it fails').fill('nobody')
    expect(await axeFaults(page)).toEqual([])
    await panel.getByRole('button', { name: 'New model' }).click()
    await panel.getByText('Every name must be a model of the same task.').waitFor()
    await screenshot(page, 'admin-make-model')
    await panel.getByLabel('When it fails').fill('qwen-mt')
    await panel.getByRole('button', { name: 'New model' }).click()
    await panel.getByRole('heading', { name: 'night-shift' }).waitFor()
    await panel.getByRole('button', { name: 'Delete model' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete model' }).click()
    await panel.waitFor({ state: 'detached' })
    await expect.poll(() => page.getByRole('link', { name: 'night-shift' }).count()).toBe(0)
    await page.getByRole('link', { name: 'moonshine-base' }).click()
    await panel.getByRole('button', { name: 'Delete model' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete model' }).click()
    await page.getByRole('alertdialog').getByText('It stays.').waitFor()
    await screenshot(page, 'admin-delete-default')
    await context.close()
  })

  it.each(['-new', 'moonshine-base', 'qwen-mt'])('fits a phone, in Chinese: %s', async (place) => {
    const { context, page } = await signedIn(PHONE)
    await page.goto(`${product.origin}/admin/#/models/${place}`)
    await page.getByTestId('panel').getByLabel('单价').waitFor()
    await page.waitForTimeout(400)
    expect([await axeFaults(page), await overflow(page)]).toEqual([[], 0])
    await screenshot(page, `admin-phone-model-${place}`)
    await context.close()
  })
})
