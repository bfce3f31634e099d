import { existsSync } from 'node:fs'
import { execa } from 'execa'

type Wanted = { name: string; isThere: () => boolean | Promise<boolean> }

/**
 * Makes sure that programs the tests need are there. On Debian as root they are installed with apt, and that is said;
 * elsewhere throws a sentence that names what to install.
 */
export async function ensureDebianPackages(wanted: readonly Wanted[]): Promise<void> {
  const missing: string[] = []
  for (const program of wanted) if (!(await program.isThere())) missing.push(program.name)
  if (missing.length === 0) return

  const names = missing.join(' ')
  const canInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (!canInstall)
    throw new Error(`The tests need ${missing.join(' and ')}. Install with: sudo apt-get install ${names}`)
  console.log(`Installing ${missing.join(' and ')} with apt …`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await execa('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  await execa('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
