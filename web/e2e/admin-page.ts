import type { Browser, BrowserContextOptions } from 'playwright-core'
import { complaintsOf } from './browser.ts'

/** The admin page, signed in by token; `complaints` from then on. */
export async function signInAsAdmin(browser: Browser, origin: string, token: string, options: BrowserContextOptions) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await page.goto(`${origin}/admin/`)
  await page.locator('[name=admin-token]').fill(token)
  await page.keyboard.press('Enter')
  await page.locator('nav').waitFor()
  return { context, page, complaints: complaintsOf(page) }
}
