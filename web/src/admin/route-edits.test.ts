import { describe, expect, test } from 'vitest'
import type { ModelRouteView } from '../../../workers/contract/admin.ts'
import { readDraft } from './route-drafts.ts'
import { afterSaving, conflictsOf, draftWith, keepMine, NO_EDITS, takeTheirs, typeOn } from './route-edits.ts'
import { someRoute } from './test-support/some-route.ts'

const route = someRoute()
const changeOf = (newest: ModelRouteView, edits: typeof NO_EDITS) => readDraft(newest, draftWith(newest, edits)).change

describe('what is typed into a route’s form', () => {
  test('is sent alone, whatever others change beside it', () => {
    const edits = typeOn(route, NO_EDITS, { costPerUnit: '0.3' })
    const newest = someRoute({ multiplier: 2, fallbacks: ['b'] })
    expect(draftWith(newest, edits)).toMatchObject({ costPerUnit: '0.3', multiplier: '2', fallbacks: 'b' })
    expect(conflictsOf(newest, edits)).toEqual([])
    expect(changeOf(newest, edits)).toEqual({ costPerUnit: 0.3 })
  })

  test('is a conflict where somebody else has typed something else', () => {
    const edits = typeOn(route, typeOn(route, NO_EDITS, { costPerUnit: '0.3' }), { enabled: false })
    const newest = someRoute({ costPerUnit: 0.5 })
    expect(conflictsOf(newest, edits)).toEqual(['costPerUnit'])
    expect(changeOf(newest, takeTheirs(newest, edits))).toEqual({ enabled: false })
    const mine = keepMine(newest, edits)
    expect([conflictsOf(newest, mine), changeOf(newest, mine)]).toEqual([[], { costPerUnit: 0.3, enabled: false }])
    expect(conflictsOf(someRoute({ costPerUnit: 0.6 }), mine)).toEqual(['costPerUnit'])
  })

  test('is no conflict where both want the same', () => {
    const edits = typeOn(route, NO_EDITS, { costPerUnit: '0.3' })
    expect(conflictsOf(someRoute({ costPerUnit: 0.3 }), edits)).toEqual([])
  })

  test('is measured against what stood there when typing began, and not against what came earlier', () => {
    const newest = someRoute({ costPerUnit: 0.5 })
    const edits = typeOn(newest, typeOn(route, NO_EDITS, { enabled: false }), { costPerUnit: '0.6' })
    expect(conflictsOf(newest, edits)).toEqual([])
  })

  test('is nothing once it reads as before, and takes nothing back', () => {
    const edits = typeOn(route, typeOn(route, NO_EDITS, { costPerUnit: '0.3' }), { costPerUnit: '0.25' })
    expect(edits).toEqual(NO_EDITS)
    expect(changeOf(someRoute({ costPerUnit: 0.5 }), edits)).toBeNull()
  })

  test('begins anew once it is saved, with what was typed since', () => {
    const sent = typeOn(route, NO_EDITS, { costPerUnit: '0.3', multiplier: '2' })
    expect(afterSaving(sent, sent)).toEqual(NO_EDITS)
    const since = afterSaving(typeOn(route, sent, { multiplier: '3' }), sent)
    expect(since).toEqual({ typed: { multiplier: '3' }, from: { multiplier: '2' } })
    expect(conflictsOf(someRoute({ costPerUnit: 0.3, multiplier: 2 }), since)).toEqual([])
  })
})
