import { expect, test } from 'vitest'
import { ERRORS } from '../../../../workers/contract/errors.ts'
import { en } from '../../i18n/en.ts'
import { adminErrorsEn } from './errors-en.ts'
import { adminErrorsZhCn } from './errors-zh-cn.ts'
import { loadAdminDictionary } from './load-dictionary.ts'

test.each(['en', 'zh-CN'] as const)('an admin reads words for every error code of the API (%s)', async (language) => {
  const { errors } = await loadAdminDictionary(language)
  expect(Object.keys(errors)).toEqual(expect.arrayContaining(Object.keys(ERRORS)))
  expect(Object.values(errors).filter((text) => text.trim() === '')).toEqual([])
})

test('what a learner reads is not written over', () => {
  expect(Object.keys(adminErrorsEn).filter((code) => code in en.errors)).toEqual([])
})

test('never the sentence meant for developers', () => {
  const forDevelopers = new Set(Object.values(ERRORS).map(([, message]) => message as string))
  for (const text of Object.values(adminErrorsZhCn)) expect(forDevelopers.has(text)).toBe(false)
})
