/**
 * `npm test`: everything, with nothing skipped: Worker tests in workerd, runner tests with the real models, site tests, and
 * the end-to-end test in a real Chromium. What the machine lacks is installed where that is ours to do (Debian, root),
 * else it is said. The last line is `N passed, N failed`. Arguments go to vitest.
 */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { defaultModelDir } from '../container/src/asr/model-files.ts'
import { ensureDebianPackages } from './lib/debian.ts'
import { ROOT } from './lib/settings.ts'
import { ensureModels, printProgress } from './models.ts'

type Report = { numPassedTests: number; numFailedTests: number; numTotalTests: number }

async function test(args: string[]): Promise<{ passed: number; failed: number }> {
  await ensureDebianPackages([
    { name: 'chromium', isThere: () => existsSync('/usr/bin/chromium') },
    { name: 'ffmpeg', isThere: async () => !(await execa('ffmpeg', ['-version'], { reject: false })).failed },
  ])
  // The tests of pages have a stand-in for it, and use the real one as well where it is.
  const ytDlp = {
    name: 'yt-dlp',
    isThere: async () => !(await execa('yt-dlp', ['--version'], { reject: false })).failed,
  }
  await ensureDebianPackages([ytDlp]).catch((error: unknown) =>
    console.log(`Pages are tested with a stand-in only. ${error instanceof Error ? error.message : String(error)}`),
  )
  await ensureModels({ dir: defaultModelDir(), onProgress: printProgress() })
  // wrangler's configuration names the built site's folder, and the Worker's tests read that configuration.
  await mkdir(join(ROOT, 'web/dist'), { recursive: true })

  const work = await mkdtemp(join(tmpdir(), 'listening-tests-'))
  const reportFile = join(work, 'report.json')
  try {
    const { exitCode } = await execa(
      'vitest',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...args],
      {
        cwd: ROOT,
        stdio: 'inherit',
        reject: false,
        env: { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
      },
    )
    const report: Report = JSON.parse(await readFile(reportFile, 'utf8'))
    const skipped = report.numTotalTests - report.numPassedTests - report.numFailedTests
    if (skipped > 0) console.error(`${skipped} tests were not run; each counts as failed.`)
    const failed = report.numFailedTests + skipped
    // A file that does not load, or an error outside a test, fails the run without failing a test.
    return { passed: report.numPassedTests, failed: exitCode === 0 ? failed : Math.max(1, failed) }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

let result = { passed: 0, failed: 1 }
try {
  result = await test(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
}
console.log(`${result.passed} passed, ${result.failed} failed`)
process.exit(result.failed > 0 ? 1 : 0)
