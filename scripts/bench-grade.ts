/**
 * `npm run bench:grade`: the grader in Node and in Chromium, the same bundle that the page gets. One JSON object a line:
 * name, value, unit. Times are medians; a browser's clock is coarse, so 5 gradings are timed at once.
 */
import { runInThisContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { launchBrowser } from '../web/e2e/browser.ts'
import { ROOT } from './lib/settings.ts'

const SAID =
  "Well, I've always thought that the best way to learn a language is to listen to it every day, because you'd be " +
  "surprised how much the mind picks up in 20 minutes when you aren't even trying to remember."
const TYPED =
  'well i have always thought that best way to learn a langauge is too listen to it everyday because you would be ' +
  'surprise how much the mind pick up in twenty minutes when you arent even trying to remember that'
const TIMES_AT_ONCE = 5

const say = (name: string, value: number, unit: string): void =>
  console.log(JSON.stringify({ name, value: Math.round(value * 1000) / 1000, unit }))

/** Runs in either engine, so it is text. Milliseconds for one grading, the median of `samples`. */
const measure = (said: string, typed: string, samples: number): string => `(() => {
  const [said, typed] = ${JSON.stringify([said, typed])}
  const grade = globalThis.listeningGrader.gradeAttempt
  for (let i = 0; i < ${Math.min(200, 10 * samples)}; i += 1) grade(said, typed)
  const times = []
  for (let i = 0; i < ${samples}; i += 1) {
    const start = performance.now()
    for (let j = 0; j < ${TIMES_AT_ONCE}; j += 1) grade(said, typed)
    times.push((performance.now() - start) / ${TIMES_AT_ONCE})
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]
})()`

async function bundle(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: true,
      lib: { entry: `${ROOT}/workers/domain/grading/grade.ts`, formats: ['iife'], name: 'listeningGrader' },
    },
  })
  const [first] = Array.isArray(output) ? output : [output]
  const chunk = first !== undefined && 'output' in first ? first.output[0] : undefined
  if (chunk === undefined) throw new Error('The grader was not built.')
  return `${chunk.code};globalThis.listeningGrader = listeningGrader`
}

const code = await bundle()
say('grader_gzip', gzipSync(code, { level: 9 }).length / 1024, 'kB')
/** The worst that was found: 400 long words, each against the same with one wrong letter. */
const WORST = ['m', 'n'].map((end) => `antidisestablishmentarianis${end} `.repeat(400)) as [string, string]
const words = SAID.split(' ').length
const long = (text: string): string => Array.from({ length: Math.ceil(400 / words) }, () => text).join(' ')

runInThisContext(code)
say(`node_${words}_words`, Number(runInThisContext(measure(SAID, TYPED, 600))), 'ms')
say('node_400_words', Number(runInThisContext(measure(long(SAID), long(TYPED), 5))), 'ms')
say('node_400_long_words', Number(runInThisContext(measure(...WORST, 5))), 'ms')

const browser = await launchBrowser()
try {
  const page = await browser.newPage()
  await page.addScriptTag({ content: code })
  say(`chromium_${words}_words`, Number(await page.evaluate(measure(SAID, TYPED, 600))), 'ms')
  say('chromium_400_words', Number(await page.evaluate(measure(long(SAID), long(TYPED), 5))), 'ms')
  say('chromium_400_long_words', Number(await page.evaluate(measure(...WORST, 5))), 'ms')
} finally {
  await browser.close()
}
