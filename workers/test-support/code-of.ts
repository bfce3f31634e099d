import { AppError } from '../contract/errors.ts'

/** The code that a service refused with, or `ok`; other faults are thrown on. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'ok'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}
