import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { MEMORY_ENV } from './memory-env.ts'

it('is the environment of the image as well', async () => {
  const dockerfile = await readFile(new URL('../Dockerfile', import.meta.url), 'utf8')
  for (const [name, value] of Object.entries(MEMORY_ENV)) expect(dockerfile).toContain(`${name}=${value}`)
})
