/**
 * Two people use the product as it runs (real Worker, real runner, real files); one leaves. Then everything the product has
 * written to disk is searched: the files of D1, R2 and Durable Objects, logs and temporary folders. SQLite keeps deleted
 * bytes in free pages and in its log, which no call of the platform clears: the files are put in order first (VACUUM), so the
 * search is of every byte that is still stored, and not of what the file system would also give up.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { execa } from 'execa'
import { expect, it, onTestFinished } from 'vitest'
import { ApiClient } from '../../scripts/lib/api-client.ts'
import { startProduct } from '../../scripts/lib/product.ts'
import { LONG_RECORDING } from '../../container/test-support/recordings.ts'
import type { AttemptView, ExerciseView } from '../../workers/contract/exercises.ts'

type Person = { mark: string; client: ApiClient; setId: string; traces: Record<string, Buffer> }

it('a person who leaves is in no file of the product any more, and the other one is in all of theirs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'listening-leaving-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const media = createServer((request, response) => {
    void readFile(join(folder, `${/zq\w+/.exec(request.url ?? '')?.[0]}.mp3`)).then((bytes) => response.end(bytes))
  })
  await new Promise<void>((resolve) => media.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void media.close())
  const host = `127.0.0.1:${(media.address() as AddressInfo).port}`
  const [state, temporary] = [join(folder, 'state'), await mkdtemp(join(folder, 'tmp-'))]
  const product = await startProduct({ STATE_DIR: state, TMPDIR: temporary, URL_ALLOW_HOSTS: host })
  const people: Person[] = []
  let output: string
  try {
    const admin = { headers: { 'x-admin-token': product.adminToken } }
    for (const bitRate of ['96k', '64k']) {
      const client = new ApiClient(product.origin)
      const json = { count: 1, credits: 100 }
      const { codes } = await client.data<{ codes: [string] }>('/admin/redeem-codes', { json, ...admin })
      people.push(await busyPerson(client, { folder, host, code: codes[0], bitRate }))
    }
    const [leaves, stays] = people
    if (!leaves || !stays) throw new Error('two people were to come')
    const gone = await leaves.client.data<{ finished: boolean }>('/me/data', { method: 'DELETE' })
    expect(gone).toMatchObject({ deleted: true, finished: true })
    expect((await stays.client.data<ExerciseView>(`/exercises/${stays.setId}`)).items.length).toBeGreaterThan(0)
    expect(await stays.client.data('/admin/ledger/check', admin)).toMatchObject({ ok: true })
  } finally {
    await product.stop()
    output = product.output()
  }

  const [leaves, stays] = people
  const stored = await everyByte(state)
  const found = ({ traces }: Person, files: readonly { path: string; bytes: Buffer }[]) =>
    Object.fromEntries(
      Object.entries(traces).map(([name, trace]) => [
        name,
        files
          .filter(({ path, bytes }) => path.includes(trace.toString('latin1')) || bytes.includes(trace))
          .map(({ path }) => path),
      ]),
    )
  if (!leaves || !stays) throw new Error('two people were to come')
  expect(found(leaves, stored)).toEqual({ mark: [], sound: [], clip: [], userId: [] })
  for (const files of Object.values(found(stays, stored))) expect(files.length).toBeGreaterThan(0)
  const said = [...(await everyByte(temporary)), { path: 'output', bytes: Buffer.from(output) }]
  for (const person of [leaves, stays]) {
    expect(found(person, [...said, ...stored.filter(({ path }) => path.includes('/logs/'))])).toMatchObject({
      mark: [],
      sound: [],
      clip: [],
    })
  }
})

/** Uses what there is, and writes a mark wherever a person can write. */
async function busyPerson(
  client: ApiClient,
  { folder, host, code, bitRate }: { folder: string; host: string; code: string; bitRate: string },
): Promise<Person> {
  const mark = `zq${crypto.randomUUID().replaceAll('-', '')}`
  const file = join(folder, `${mark}.mp3`)
  const tags = ['-metadata', `title=${mark}`, '-metadata', `comment=${mark}`]
  await execa('ffmpeg', ['-nostdin', '-v', 'error', '-y', '-i', LONG_RECORDING, ...tags, '-b:a', bitRate, file])
  const bytes = await readFile(file)
  const sign = { json: { email: `${mark}@example.com`, password: `password ${mark}` } }
  const { token, user } = await client.data<{ token: string; user: { id: string } }>('/auth/register', sign)
  client.token = token
  await client.data('/wallet/redeem', { json: { code, idempotencyKey: `key-${mark}` } })

  const form = new FormData()
  form.append('title', `about ${mark}`)
  form.append('video_file', new Blob([bytes]), `${mark}.mp3`)
  const { jobId } = await client.data<{ jobId: string }>('/jobs', { body: form })
  const { exerciseSetId } = await client.waitFor(jobId, () => false)
  const setId = exerciseSetId ?? ''
  const { items } = await client.data<ExerciseView>(`/exercises/${setId}`)
  const [first, last] = [items[0], items.at(-1)]
  if (!first || !last) throw new Error('nobody spoke')
  const clip = Buffer.from(await (await fetch(client.origin + first.audioUrl)).arrayBuffer())

  await client.data<AttemptView>(`/exercises/${setId}/attempts`, { json: { itemId: first.id, text: `and so ${mark}` } })
  const place = { device: `device-${mark}`, itemId: last.id, mode: 'words', words: [mark] }
  await client.data(`/exercises/${setId}/place`, { method: 'PUT', json: place })
  await client.data('/words', { json: { word: mark, itemId: first.id } })
  await client.data(`/exercises/${setId}/items/${last.id}/edits`, {
    json: { kind: 'text', transcriptEn: `ask ${mark}` },
  })

  await client.waitFor(await client.submitLink(`http://${host}/${mark}.mp3`), () => false)
  const refused = new FormData()
  refused.append('video_file', new Blob([`<html>${mark}`]), `${mark}.html`)
  expect(await client.call('/jobs', { body: refused })).toMatchObject({ code: 'unsupported_media' })
  const upload = { fileName: `${mark}.mp3`, sizeBytes: bytes.length }
  const { uploadId } = await client.data<{ uploadId: string }>('/uploads', { json: upload })
  const part = { method: 'PUT', body: bytes, headers: { authorization: `Bearer ${token}` } }
  expect((await fetch(`${client.origin}/api/v2/uploads/${uploadId}/parts/1`, part)).status).toBe(200)
  // Still being worked on when its learner leaves.
  await client.upload(new Blob([bytes, new Uint8Array(1)]), `${mark}.mp3`)
  const middle = (of: Buffer) => of.subarray(of.length >> 1, (of.length >> 1) + 64)
  return {
    mark,
    client,
    setId,
    traces: { mark: Buffer.from(mark), sound: middle(bytes), clip: middle(clip), userId: Buffer.from(user.id) },
  }
}

/** Every file below a folder, databases without their free pages and logs. */
async function everyByte(folder: string): Promise<{ path: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const path of paths.filter((name) => name.endsWith('.sqlite'))) {
    const database = new DatabaseSync(path)
    database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)')
    database.close()
  }
  const left = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = left.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(files.map(async (path) => ({ path, bytes: await readFile(path) })))
}
