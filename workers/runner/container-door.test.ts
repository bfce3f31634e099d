import { describe, expect, it, vi } from 'vitest'
import { type Container, ContainerDoor } from './container-door.ts'

/** A container that runs as soon as it was told to start, and listens when the test says so: until then nobody is there. */
class ColdContainer {
  running = false
  starts: unknown[] = []
  isListening = false
  looks = 0
  served: string[] = []

  start(options: unknown): void {
    this.running = true
    this.starts.push(options)
  }

  crash(): void {
    this.running = false
    this.isListening = false
  }

  getTcpPort(port: number) {
    return {
      fetch: (request: Request | string): Promise<Response> => {
        const path = new URL(typeof request === 'string' ? request : request.url).pathname
        if (path === '/healthz') this.looks += 1
        if (!this.isListening || port !== 8788) return Promise.reject(new Error('the connection was refused'))
        if (path === '/healthz') return Promise.resolve(Response.json({ runningJobs: 2 }))
        this.served.push(path)
        return Promise.resolve(new Response(null, { status: 202 }))
      },
    }
  }
}

function coldDoor() {
  const container = new ColdContainer()
  // What the door uses of it.
  const door = new ContainerDoor(container as unknown as Container, { RUNNER_SECRET: 'secret' })
  const send = async (path: string) =>
    (await door.fetch(new Request(`http://runner${path}`, { method: 'POST' }))).status
  return { container, door, send }
}

describe('the door of a container', () => {
  it('has every request of a cold start wait until the container has answered once', async () => {
    const { container, send } = coldDoor()
    const first = send('/jobs/1')
    await vi.waitFor(() => expect(container.looks).toBeGreaterThan(0))
    // It counts as running now, and nobody listens.
    expect(container.running).toBe(true)
    const rest = [send('/jobs/2'), send('/jobs/3')]
    const looks = container.looks
    await vi.waitFor(() => expect(container.looks).toBeGreaterThan(looks))
    expect(container.served).toEqual([])
    container.isListening = true
    expect(await Promise.all([first, ...rest])).toEqual([202, 202, 202])
    expect(container.starts).toEqual([
      { enableInternet: true, env: { RUNNER_SECRET: 'secret', HOST: '0.0.0.0', PORT: '8788' } },
    ])
    const known = container.looks
    expect(await send('/jobs/4')).toBe(202)
    expect(container.looks).toBe(known)
  })

  it('waits too for a container that another life of its object has started', async () => {
    const { container, send } = coldDoor()
    container.running = true
    const answer = send('/jobs/1')
    await vi.waitFor(() => expect(container.looks).toBeGreaterThan(0))
    container.isListening = true
    expect(await answer).toBe(202)
    expect(container.starts).toEqual([])
  })

  it('starts one that has ended again, and waits for it again', async () => {
    const { container, door, send } = coldDoor()
    container.isListening = true
    expect(await send('/jobs/1')).toBe(202)
    expect(await door.runningJobs()).toBe(2)
    container.crash()
    expect(await door.runningJobs()).toBe(0)
    const looks = container.looks
    const answer = send('/jobs/2')
    await vi.waitFor(() => expect(container.looks).toBeGreaterThan(looks))
    container.isListening = true
    expect(await answer).toBe(202)
    expect([container.starts.length, container.served]).toEqual([2, ['/jobs/1', '/jobs/2']])
  })
})
