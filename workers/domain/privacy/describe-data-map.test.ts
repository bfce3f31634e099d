import { expect, it } from 'vitest'
import { describeDataMap } from './describe-data-map.ts'

it('says in docs/data-map.md what the map says (`vitest run workers/domain/privacy --update` writes it)', async () => {
  await expect(describeDataMap()).toMatchFileSnapshot('../../../docs/data-map.md')
})
