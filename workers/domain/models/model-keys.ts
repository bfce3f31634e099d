/**
 * Keys of model providers, as a deployment gives them: `MODEL_KEYS` is a list of `base-URL key` with commas between, such
 * as `https://api.openai.com/v1 sk-1, https://dashscope.aliyuncs.com sk-2, http://10.0.0.5:8000/v1` (a server without a
 * key). A key belongs to its base URL and is sent nowhere else, so whoever may change routes can neither read it nor have
 * it sent to a server of their own, and a route can only lead to servers that the deployment names.
 */
import type { ModelProvider } from '../../contract/model-routes.ts'

/** Base URL without a slash at the end -> key; empty for a server that wants none. */
export type ModelKeys = ReadonlyMap<string, string>

/** Where a provider is when its route does not say. Cloudflare's depends on the account. */
const DEFAULT_BASE_URLS: Record<ModelProvider, string | null> = {
  embedded: null,
  'openai-compatible': 'https://api.openai.com/v1',
  dashscope: 'https://dashscope.aliyuncs.com',
  'workers-ai': null,
}

export const withoutSlash = (url: string): string => url.replace(/\/+$/, '')

/** @throws Error that names the entry which is no URL, without its key. Empty text and `none` are no keys. */
export function parseModelKeys(text: string): ModelKeys {
  const entries = text
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && entry !== 'none')
  return new Map(
    entries.map((entry, index) => {
      const [url = '', key = ''] = entry.split(/\s+/)
      if (!/^https?:\/\/[^\s/]/i.test(url) || !URL.canParse(url)) {
        throw new Error(`MODEL_KEYS: entry ${index + 1} does not begin with an http address`)
      }
      return [withoutSlash(url), key]
    }),
  )
}

/** Where a route leads; null when that is not known or the model is embedded. */
export const baseUrlOf = (route: { provider: ModelProvider; baseUrl: string | null }): string | null =>
  route.baseUrl ?? DEFAULT_BASE_URLS[route.provider]

/** Whether this deployment can use a route at all. The embedded model is the runner's own and needs no key. */
export function isConfigured(route: { provider: ModelProvider; baseUrl: string | null }, keys: ModelKeys): boolean {
  if (route.provider === 'embedded') return true
  const baseUrl = baseUrlOf(route)
  return baseUrl !== null && keys.has(baseUrl)
}
