import { describe, expect, it } from 'vitest'
import { isConfigured, parseModelKeys } from './model-keys.ts'

describe('the keys of model providers', () => {
  it('are bound to base URLs', () => {
    const keys = parseModelKeys(
      'https://api.openai.com/v1/ sk-1,\n https://dashscope.aliyuncs.com  sk-2 , http://127.0.0.1:8000/v1',
    )
    expect([...keys]).toEqual([
      ['https://api.openai.com/v1', 'sk-1'],
      ['https://dashscope.aliyuncs.com', 'sk-2'],
      ['http://127.0.0.1:8000/v1', ''],
    ])
  })

  it.each(['', '  ', 'none'])('are none in %j', (text) => {
    expect(parseModelKeys(text).size).toBe(0)
  })

  it('are not shown when one has no address', () => {
    expect(() => parseModelKeys('https://a.example k, sk-secret')).toThrow(
      /^MODEL_KEYS: entry 2 does not begin with an http address$/,
    )
  })
})

describe('a route', () => {
  const keys = parseModelKeys('https://dashscope.aliyuncs.com k, https://api.groq.com/openai/v1 g')

  it.each([
    ['embedded', null, true],
    ['dashscope', null, true],
    ['dashscope', 'https://dashscope-intl.aliyuncs.com', false],
    ['openai-compatible', null, false],
    ['openai-compatible', 'https://api.groq.com/openai/v1', true],
    ['openai-compatible', 'https://api.groq.com/openai/v1/other', false],
    ['openai-compatible', 'https://evil.example', false],
    ['workers-ai', null, false],
  ] as const)('of %s at %s can be used: %s', (provider, baseUrl, expected) => {
    expect(isConfigured({ provider, baseUrl }, keys)).toBe(expected)
  })
})
