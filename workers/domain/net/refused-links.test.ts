import { describe, expect, it } from 'vitest'
import { reasonOf } from './refusal-fixture.ts'
import { REFUSED_LINKS } from './refused-links-fixture.ts'

describe.each(REFUSED_LINKS)('parsePublicUrl refuses because of the %s', (reason, texts) => {
  it.each(texts)('%j', (text) => {
    expect(reasonOf(text)).toBe(reason)
  })
})
