import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { ExerciseView } from '../contract/exercises.ts'
import type { WeakWordsView } from '../contract/words.ts'
import { call, newLearner } from '../test-support/client.ts'
import { finishedJob } from '../test-support/job.ts'
import { recordD1, sentBy } from '../test-support/recorded-d1.ts'

recordD1()

async function practise(token: string, said: string, typed: string): Promise<string> {
  const { exerciseSetId } = await finishedJob(token, [said])
  const [item] = (await call<ExerciseView>(`/exercises/${exerciseSetId}`, { token })).data.items
  await call(`/exercises/${exerciseSetId}/attempts`, { token, json: { itemId: item?.id, text: typed } })
  return item?.id ?? ''
}
const weak = async (token: string) => (await call<WeakWordsView>('/words/weak', { token })).data.words

describe('weak words', () => {
  it('are those missed in any set and those that were saved, of nobody else', async () => {
    const { token } = await newLearner(50)
    expect(await weak(token)).toEqual([])
    await practise(token, 'It was the best of times,', 'it was the rest of times')
    const itemId = await practise(token, 'it was the age of wisdom.', 'it was the age of')
    await call('/words', { token, json: { word: 'Age', itemId } })
    expect((await weak(token)).toSorted()).toEqual(['age', 'best', 'wisdom'])
    const other = await newLearner(50)
    await practise(other.token, 'It was the season of light.', 'it was the season of night')
    expect(await weak(other.token)).toEqual(['light'])
    expect((await weak(token)).toSorted()).toEqual(['age', 'best', 'wisdom'])
  })

  it('are read in the order of an index, and no more of them than are looked at', async () => {
    const { token } = await newLearner()
    const sent = await sentBy(() => weak(token))
    const lists = sent.filter(({ sql }) => /from "(attempts|saved_words)"/.test(sql))
    expect(lists).toHaveLength(2)
    for (const { sql, params } of lists) {
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...params)
        .all<{ detail: string }>()
      expect(results.map(({ detail }) => detail)).toEqual([
        expect.stringMatching(/^SEARCH \w+ USING (COVERING )?INDEX (attempts|saved_words)_by_user \(user_id=\?\)$/),
      ])
      expect(sql).toContain('limit')
    }
  })

  it('are told to who is signed in', async () => {
    expect(await call('/words/weak')).toMatchObject({ status: 401, code: 'missing_token' })
  })
})
