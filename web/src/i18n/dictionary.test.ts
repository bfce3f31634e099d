import { describe, expect, test } from 'vitest'
import { ERRORS, JOB_ERRORS } from '../../../workers/contract/errors.ts'
import { en } from './en.ts'
import { jobErrorsEn } from './job-errors-en.ts'
import { jobErrorsZhCn } from './job-errors-zh-cn.ts'
import { openedEn } from './opened-en.ts'
import { openedZhCn } from './opened-zh-cn.ts'
import { walletEn } from './wallet-en.ts'
import { walletZhCn } from './wallet-zh-cn.ts'
import { zhCn } from './zh-cn.ts'

/** Every path of a dictionary with the kind of what is there. */
function paths(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null
      ? paths(inner, `${prefix}${key}.`)
      : [`${prefix}${key}:${typeof inner}`],
  )
}

function texts(value: object): string[] {
  return Object.values(value).flatMap((inner: unknown) =>
    typeof inner === 'string' ? [inner] : typeof inner === 'object' && inner !== null ? texts(inner) : [],
  )
}

describe('the dictionaries', () => {
  test('have the same keys in both languages', () => {
    expect(paths(zhCn).toSorted()).toEqual(paths(en).toSorted())
    expect(paths(openedZhCn).toSorted()).toEqual(paths(openedEn).toSorted())
    expect(paths(walletZhCn).toSorted()).toEqual(paths(walletEn).toSorted())
  })

  test('say nothing twice: what opens later does not write over what is there', () => {
    const first = new Set(paths(en))
    expect(paths(openedEn).filter((path) => first.has(path))).toEqual([])
  })

  test('have words for every error code of jobs', () => {
    for (const words of [jobErrorsEn, jobErrorsZhCn])
      expect(Object.keys(words).toSorted()).toEqual(Object.keys(JOB_ERRORS).toSorted())
  })

  test('leave nothing empty', () => {
    for (const words of [en, zhCn, openedEn, openedZhCn, walletEn, walletZhCn, jobErrorsEn, jobErrorsZhCn])
      expect(texts(words).filter((text) => text.trim() === '')).toEqual([])
  })

  test('never show a learner the sentence meant for developers', () => {
    const forDevelopers = new Set(Object.values(ERRORS).map(([, message]) => message as string))
    for (const text of Object.values(zhCn.errors)) expect(forDevelopers.has(text)).toBe(false)
  })

  test('count one and many in English', () => {
    expect(en.common.credits(1)).toBe('1 credit')
    expect(en.common.credits(1200)).toBe('1,200 credits')
    expect(en.practice.hintConfirm(1)).toContain('1 word is')
  })
})
