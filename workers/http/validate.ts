import type { Context } from 'hono'
import type { z } from 'zod'
import { AppError } from '../contract/errors.ts'
import { fieldProblem } from './field-problem.ts'
import type { AppEnv } from './types.ts'

const MAX_JSON_BYTES = 1_000_000

/** @throws AppError validation_failed with a sentence and a problem per field */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const named = result.error.issues.map((issue) => ({ name: issue.path.join('.') || 'body', issue }))
  throw new AppError('validation_failed', {
    fields: Object.fromEntries(named.map(({ name, issue }) => [name, issue.message])),
    problems: Object.fromEntries(named.map(({ name, issue }) => [name, fieldProblem(issue, value)])),
  })
}

/** The JSON body, validated. @throws AppError validation_failed, payload_too_large */
export async function readJson<Schema extends z.ZodType>(
  c: Context<AppEnv>,
  schema: Schema,
  maxBytes = MAX_JSON_BYTES,
): Promise<z.output<Schema>> {
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw new AppError('payload_too_large')
  const text = await c.req.text()
  if (text.length > maxBytes) throw new AppError('payload_too_large')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new AppError('validation_failed', { fields: { body: 'Not valid JSON.' } })
  }
  return parse(schema, value)
}

/** A body of bytes. @throws AppError validation_failed for an empty one, file_too_large */
export async function readBlob(c: Context<AppEnv>, maxBytes: number): Promise<Blob> {
  const tooLarge = () => new AppError('file_too_large', { maxBytes })
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  if (size === 0) throw new AppError('validation_failed', { fields: { body: 'Empty.' } })
  return new Blob(chunks)
}

export const readQuery = <Schema extends z.ZodType>(c: Context<AppEnv>, schema: Schema): z.output<Schema> =>
  parse(schema, c.req.query())
