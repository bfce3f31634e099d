/** The admin page in Chinese, at a desk: codes, a balance, words for every code, and a session that ends in the middle. */
import { openAsBlob } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../scripts/lib/api-client.ts'
import { type Product, startProduct } from '../../scripts/lib/product.ts'
import type { CreatedAdminView } from '../../workers/contract/admin-access.ts'
import type { WalletView } from '../../workers/contract/wallet.ts'
import { signInAsAdmin } from './admin-page.ts'
import { axeFaults, LAPTOP, launchBrowser, overflow, PHONE, screenshot } from './browser.ts'
import { videoWithoutSound } from './media.ts'

const DESK: BrowserContextOptions = { ...LAPTOP, locale: 'zh-CN' }

let product: Product
let browser: Browser
let folder: string
let learner: ApiClient

const signedIn = (token = product.adminToken, options = DESK) => signInAsAdmin(browser, product.origin, token, options)

const asOwner = <T>(path: string, options: object = {}) =>
  new ApiClient(product.origin).data<T>(`/admin${path}`, {
    headers: { 'x-admin-token': product.adminToken },
    ...options,
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'listening-admin-chinese-'))
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  learner = new ApiClient(product.origin)
  await learner.join(product.redeemCode)
  const mute = await openAsBlob(await videoWithoutSound(join(folder, 'mute.mp4')))
  for (const name of ['无声.mp4', '也无声.mp4']) await learner.waitFor(await learner.upload(mute, name), () => false)
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('the admin page in Chinese', () => {
  it('makes codes, finds one and withdraws it', async () => {
    const { context, page, complaints } = await signedIn()
    await page.getByRole('link', { name: '兑换码' }).click()
    await page.getByRole('button', { name: '生成兑换码' }).click()
    const panel = page.getByTestId('panel')
    await panel.getByLabel('数量').fill('0')
    await panel.getByRole('button', { name: '生成兑换码' }).click()
    await panel.getByText('1 到 1000 的整数。').waitFor()
    await panel.getByLabel('数量').fill('2')
    await panel.getByLabel('备注').fill('三年级二班')
    await panel.getByRole('button', { name: '生成兑换码' }).click()
    await panel.getByText('已生成 2 个').waitFor()
    const [code = ''] = (await panel.getByTestId('codes').inputValue()).split('\n')
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox').fill(code)
    await expect.poll(() => page.getByRole('row').count()).toBe(2)
    await page.getByRole('link', { name: code.slice(0, 6) }).click()
    await panel.getByText('三年级二班').waitFor()
    await panel.getByRole('button', { name: '作废此码' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: '作废此码' }).click()
    await panel.getByText('已作废').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('adjusts a balance and says in words what could not be done', async () => {
    const { context, page } = await signedIn()
    await page.getByRole('link', { name: '学员', exact: true }).click()
    await page.getByRole('link', { name: learner.email }).click()
    const panel = page.getByTestId('panel')
    await panel.getByLabel('点数，负数为扣除').fill('-1000000000')
    await panel.getByLabel('原因').fill('扣多了')
    await panel.getByRole('button', { name: '调整', exact: true }).click()
    await panel.getByRole('alert').waitFor()
    const before = (await learner.data<WalletView>('/wallet')).balanceCredits
    await panel.getByLabel('点数，负数为扣除').fill('9')
    await panel.getByLabel('原因').fill('补偿一次')
    await panel.getByRole('button', { name: '调整', exact: true }).click()
    await panel.getByRole('row', { name: /补偿一次/ }).waitFor()
    expect((await learner.data<WalletView>('/wallet')).balanceCredits).toBe(before + 9)
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: '日志' }).click()
    await page.getByRole('row', { name: /调整余额.*未执行.*点数/ }).waitFor()
    expect(await page.getByRole('main').textContent()).not.toContain('adjust_exceeds_available')
    await screenshot(page, 'admin-chinese-log')
    await page.getByRole('link', { name: '调整余额' }).last().click()
    await panel.getByText('用口令登录').waitFor()
    await screenshot(page, 'admin-chinese-log-entry')
    await context.close()
  })

  it('says in words why a job failed, in the list and in what happened', async () => {
    const { context, page } = await signedIn()
    await page.getByRole('row', { name: /也无声.*这个视频没有声音/ }).waitFor()
    await screenshot(page, 'admin-chinese-jobs')
    await page.getByRole('link', { name: '也无声' }).click()
    await page.getByTestId('events').getByText('这个视频没有声音').waitFor()
    expect(await page.locator('body').textContent()).not.toContain('no_audio')
    await screenshot(page, 'admin-chinese-job')
    await context.close()
  })

  it.each([
    ['desk', DESK],
    ['phone', PHONE],
  ])('lists a learner’s jobs page by page, and says when they do not come: %s', async (name, options) => {
    const { context, page } = await signedIn(product.adminToken, options)
    await page.route(/\/learners\/[\w-]+\/jobs\?/, (route) => route.abort())
    await page.getByRole('link', { name: '学员', exact: true }).click()
    await page.getByRole('link', { name: learner.email }).click()
    const panel = page.getByTestId('panel')
    await panel.getByText('网络连接不上').waitFor()
    await page.unroute(/\/learners\/[\w-]+\/jobs\?/)
    await page.route(/\/learners\/[\w-]+\/jobs\?/, (route) =>
      route.continue({ url: route.request().url().replace('limit=50', 'limit=1') }),
    )
    await panel.getByRole('button', { name: '重试' }).click()
    const jobs = panel.getByRole('region', { name: '任务' })
    await jobs.getByRole('link', { name: '也无声' }).waitFor()
    await panel.getByRole('button', { name: '加载更多' }).click()
    await jobs.getByRole('link', { name: '无声', exact: true }).waitFor()
    await jobs.scrollIntoViewIfNeeded()
    expect([await axeFaults(page), await overflow(page)]).toEqual([[], 0])
    await screenshot(page, `admin-chinese-${name}-learner-jobs`)
    await context.close()
  })

  it('leads a keyboard past the sections, and stays where it is', async () => {
    const { context, page, complaints } = await signedIn()
    await page.goto(`${product.origin}/admin/#/numbers`)
    await page.reload()
    await page.getByRole('heading', { name: '账本' }).waitFor()
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: '跳到正文' })
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true)
    await screenshot(page, 'admin-chinese-skip')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id + location.hash')).toBe('content#/numbers')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('asks whose session has ended to sign in again, and is where they were', async () => {
    const made = await asOwner<CreatedAdminView>('/admins', { json: { name: 'mei', role: 'support' } })
    const { context, page } = await signedIn(made.token)
    await page.getByRole('link', { name: '日志' }).click()
    await page.getByRole('row').nth(1).waitFor()
    await asOwner(`/admins/${made.id}`, { method: 'DELETE' })
    await page.getByRole('searchbox').fill('mei')
    await page.getByText('登录已过期，请重新登录。').waitFor()
    expect([await axeFaults(page), await overflow(page)]).toEqual([[], 0])
    await screenshot(page, 'admin-chinese-expired')
    await page.locator('[name=admin-token]').fill(product.adminToken)
    await page.keyboard.press('Enter')
    await page.getByText('owner · 所有者').waitFor()
    expect(await page.evaluate('location.hash')).toBe('#/log')
    await page.getByRole('row').nth(1).waitFor()
    await context.close()
  })

  it('notices by itself, where a list is live, and when a change is refused', async () => {
    for (const place of ['jobs', 'codes/new'] as const) {
      const made = await asOwner<CreatedAdminView>('/admins', { json: { name: place, role: 'support' } })
      const { context, page } = await signedIn(made.token)
      await page.goto(`${product.origin}/admin/#/${place}`)
      // Behind the panel, which hides it from whoever asks by role.
      await page.locator('tbody tr').first().waitFor()
      await asOwner(`/admins/${made.id}`, { method: 'DELETE' })
      if (place === 'codes/new') {
        await page.getByTestId('panel').getByRole('button', { name: '生成兑换码' }).click()
      }
      await page.getByText('登录已过期，请重新登录。').waitFor()
      expect(await page.getByRole('navigation').count()).toBe(0)
      await context.close()
    }
  })

  it('does not count what it asks by itself as use', async () => {
    const { context, page } = await signedIn()
    await page.getByRole('row').nth(1).waitFor()
    const ofList = (request: Request) => request.url().includes('/admin/jobs?')
    const unattended = async () => {
      await page.waitForRequest(ofList)
      return (await page.waitForRequest(ofList)).headers()['x-unattended']
    }
    expect(await unattended()).toBe('1')
    const searched = page.waitForRequest((request) => request.url().includes('q=somebody'))
    await page.getByRole('searchbox').pressSequentially('somebody')
    expect((await searched).headers()['x-unattended']).toBeUndefined()
    await context.close()
  })

  it('has nothing axe would mend and nothing to scroll sideways, at a desk', async () => {
    const { context, page, complaints } = await signedIn()
    for (const view of ['jobs', 'learners', 'codes', 'disputes', 'models', 'numbers', 'log', 'admins']) {
      await page.goto(`${product.origin}/admin/#/${view}`)
      await page.getByRole('table').or(page.locator('svg[viewBox="0 0 600 150"]')).first().waitFor()
      expect([view, await axeFaults(page), await overflow(page)]).toEqual([view, [], 0])
    }
    expect(complaints).toEqual([])
    await context.close()
  })
})
