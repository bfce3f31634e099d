/**
 * Many short jobs of a few learners, while runners are killed, the Worker crashes, and messages and callbacks are lost,
 * doubled and late; learners cancel and try again. In the end every job has ended, has the sentences it has when nothing
 * goes wrong, each once and with its sound, or a beginning of them, and cost what it is worth; nothing is held.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { JobView } from '../../workers/contract/jobs.ts'
import { ApiClient } from '../lib/api-client.ts'
import { type Calm, type Ended, isOfRunners, moneyFaults, sentenceFaults } from './find-faults.ts'
import { PatientClient } from './patient-client.ts'
import { createRandom, type Random } from '../lib/random.ts'
import { readClips, readMoney } from './read-state.ts'
import { ADMIN_TOKEN, type ShakyProduct, startShakyProduct } from './shaky-product.ts'

export type ChaosOptions = {
  /** A round each, one after the other on the same product. */
  seeds: readonly [number, ...number[]]
  /** In each round. */
  jobs: number
  /** By letter; see recordings.ts. */
  recordings: ReadonlyMap<string, string>
  /** Runner ends and Worker crashes in each round. */
  blows: number
  say: (line: string) => void
}

export type ChaosResult = { faults: string[]; facts: Record<string, unknown> }

const CREDITS = 100_000
const LEARNERS = 3
/** What is not over by then never will be: four leases, their waits, and a line of jobs before it. Milliseconds. */
const PATIENCE_MS = 240_000
const hasEnded = ({ status }: JobView): boolean => status !== 'queued' && status !== 'running'

export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { seeds, jobs } = options
  const product = await startShakyProduct(seeds[0] + 2)
  let isStopped = false
  try {
    const faults: string[] = []
    const learners: PatientClient[] = []
    const facts: Record<string, unknown> = { seeds, jobs }
    for (const seed of seeds) {
      const round = await playRound(product, options, seed)
      faults.push(...round.faults)
      learners.push(...round.learners)
      facts[`round ${seed}`] = round.facts
    }
    product.calm()
    facts['callbacks'] = product.proxies.callbacks.counts
    facts['handOvers'] = product.proxies.handOvers.counts
    const calm = await hearCalm(product, options.recordings)
    facts['slowestCancelMs'] = Math.round(await timeCancels(product, options.recordings.get('d') ?? ''))
    const ended: Ended[] = []
    for (const learner of learners) {
      for (const job of (await learner.jobs()).filter(hasEnded)) {
        const one = { job, letter: job.title.slice(0, 1), sentences: await learner.sentences(job) }
        ended.push(one)
        faults.push(...(await sentenceFaults(learner, one, calmOf(calm, one))))
      }
      const { balanceCredits, heldCredits } = await learner.wallet()
      if (heldCredits !== 0) faults.push(`a learner still has ${heldCredits} credits held`)
      facts['spent'] = Number(facts['spent'] ?? 0) + CREDITS - balanceCredits
    }
    faults.push(...(await ledgerFaults(product.origin)))
    facts['complaints'] = await product.complaints()
    facts['ofRunners'] = ended.filter(isOfRunners).length
    facts['outcomes'] = countBy(ended.map(({ job }) => job.errorCode ?? job.status))
    await product.stop()
    isStopped = true

    const money = new Map(readMoney(product.stateDir).map((row) => [row.jobId, row]))
    for (const one of ended) {
      const books = money.get(one.job.jobId)
      faults.push(...moneyFaults(one, books, calmOf(calm, one)))
      // Another run begins at once, whatever the one before had to wait for.
      if (books?.runs === 1) faults.push(...product.attempts.haste(one.job.jobId))
      if (isOfRunners(one)) faults.push(...product.attempts.unearned(one.job.jobId))
    }
    const { stored, named } = readClips(product.stateDir)
    for (const key of [...stored].filter((key) => !named.has(key))) faults.push(`${key} belongs to no sentence`)
    for (const key of [...named].filter((key) => !stored.has(key))) faults.push(`${key} is missing`)
    facts['sentences'] = ended.reduce((sum, { sentences }) => sum + sentences.length, 0)
    facts['runs'] = [...money.values()].reduce((sum, { runs }) => sum + runs, 0)
    return { faults, facts }
  } finally {
    if (!isStopped) await product.stop()
    await product.remove()
  }
}

async function playRound(product: ShakyProduct, options: ChaosOptions, seed: number) {
  const random = createRandom(seed + 3)
  const learners = await joinAll(product.origin)
  const facts: Record<string, unknown> = {}
  const started = performance.now()
  product.shake(seed)
  await Promise.all([
    submitAll(learners, options, random),
    strike(product, options, random, facts),
    interfere(learners, options, random, facts),
  ])
  options.say('no more blows; waiting for the jobs, over a wire that is as bad as before')
  const faults = await waitForAll(learners)
  facts['seconds'] = Math.round((performance.now() - started) / 1000)
  return { learners, facts, faults }
}

const joinAll = (origin: string): Promise<PatientClient[]> =>
  Promise.all(Array.from({ length: LEARNERS }, () => PatientClient.join(origin, CREDITS)))

/** Half of the jobs are one learner's. */
async function submitAll(learners: readonly PatientClient[], { jobs, recordings }: ChaosOptions, random: Random) {
  for (let index = 0; index < jobs; index += 1) {
    const letter = random.pick([...recordings.keys()])
    const learner = random.chance(0.5) ? learners[0] : random.pick(learners)
    await learner?.upload(recordings.get(letter) ?? '', `${letter}-${index}`)
    await sleep(random.between(0, 200))
  }
}

/** Kills the runner, stops it, takes its memory, crashes the Worker: by turns, in an order of chance. */
async function strike(product: ShakyProduct, options: ChaosOptions, random: Random, facts: Record<string, unknown>) {
  const blows: string[] = []
  let slowestStopMs = 0
  for (let index = 0; index < options.blows; index += 1) {
    await sleep(random.between(500, 3_000))
    // The first are one of each.
    const blow = BLOWS[index] ?? random.pick(BLOWS)
    blows.push(blow)
    if (blow === 'crash') await product.crashWorker()
    else if (blow === 'memory') await product.exhaustRunner()
    else {
      const took = await product.endRunner(blow === 'term' ? 'SIGTERM' : 'SIGKILL')
      if (blow === 'term') slowestStopMs = Math.max(slowestStopMs, took)
    }
    options.say(`${blows.length} of ${options.blows}: ${blow}`)
  }
  facts['blows'] = countBy(blows)
  facts['slowestStopMs'] = Math.round(slowestStopMs)
}

const BLOWS = ['kill', 'term', 'memory', 'crash'] as const

/** One in six jobs is cancelled at some moment, and half of those are tried again. */
async function interfere(
  learners: readonly PatientClient[],
  { jobs }: ChaosOptions,
  random: Random,
  facts: Record<string, unknown>,
) {
  const done = { cancel: 0, retry: 0 }
  for (let count = 0; count < Math.ceil(jobs / 6); count += 1) {
    await sleep(random.between(500, 2_000))
    const learner = random.pick(learners)
    const open = (await learner.jobs()).filter((job) => !hasEnded(job))
    if (open.length === 0) continue
    const { jobId } = random.pick(open)
    if (!(await learner.ask(jobId, 'cancel'))) continue
    done.cancel += 1
    if (random.chance(0.5) && (await learner.ask(jobId, 'retry'))) done.retry += 1
  }
  facts['learners'] = done
}

async function waitForAll(learners: readonly PatientClient[]): Promise<string[]> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const jobs = (await Promise.all(learners.map((learner) => learner.jobs()))).flat()
    const open = jobs.filter((job) => !hasEnded(job))
    if (open.length === 0) return []
    if (performance.now() > deadline) return open.map((job) => `${job.jobId} never ends: ${job.status} ${job.stage}`)
    await sleep(500)
  }
}

/** What each recording becomes when nothing goes wrong. */
async function hearCalm(product: ShakyProduct, recordings: ChaosOptions['recordings']): Promise<Map<string, Calm>> {
  const learner = await PatientClient.join(product.origin, CREDITS)
  const calm = new Map<string, Calm>()
  for (const [letter, file] of recordings) await learner.upload(file, letter)
  await waitForAll([learner])
  for (const job of await learner.jobs()) {
    if (job.status !== 'succeeded') {
      const said = (await product.complaints()).join('\n')
      throw new Error(`${job.title} ended as ${job.status} ${job.errorCode} in the calm:\n${said}`)
    }
    calm.set(job.title, { sentences: await learner.sentences(job), credits: job.quote?.credits ?? 0 })
  }
  return calm
}

const CANCELS = 5

/**
 * Cancels some jobs in the middle of their work, one after the other. Milliseconds from a learner's word until the runner has
 * no process left that works on it, in the slowest case.
 */
async function timeCancels(product: ShakyProduct, file: string): Promise<number> {
  const learner = await PatientClient.join(product.origin, CREDITS)
  let slowestMs = 0
  for (let index = 0; index < CANCELS; index += 1) {
    const jobId = await learner.upload(file, `cancelled ${index}`)
    while ((await learner.jobs()).some((job) => job.jobId === jobId && !hasEnded(job) && job.readyItems === 0))
      await sleep(50)
    const since = performance.now()
    if (!(await learner.ask(jobId, 'cancel'))) continue
    while (product.tools().length > 0) await sleep(10)
    slowestMs = Math.max(slowestMs, performance.now() - since)
  }
  return slowestMs
}

function calmOf(calm: ReadonlyMap<string, Calm>, { letter }: Ended): Calm {
  const found = calm.get(letter)
  if (!found) throw new Error(`no recording ${letter}`)
  return found
}

async function ledgerFaults(origin: string): Promise<string[]> {
  const headers = { 'x-admin-token': ADMIN_TOKEN }
  const check = await new ApiClient(origin).data<{ ok: boolean; faults: object[] }>('/admin/ledger/check', { headers })
  return check.ok ? [] : check.faults.map((fault) => `the ledger: ${JSON.stringify(fault)}`)
}

const countBy = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    Object.entries(Object.groupBy(names, (name) => name)).map(([name, all]) => [name, all?.length ?? 0]),
  )
