import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import ipaddr from 'ipaddr.js'
import { onTestFinished } from 'vitest'

/** What a name has: addresses, which may differ from question to question, or null for a name that there is not. */
type Zone = (name: string, question: number) => readonly string[] | null

const HEADER_BYTES = 12
const TYPES: Readonly<Record<number, 'ipv4' | 'ipv6'>> = { 1: 'ipv4', 28: 'ipv6' }
const [ANSWER, NO_SUCH_NAME] = [0x8180, 0x8183]

/** A name server (RFC 1035) on the loopback network; gives its `address:port`, and how often each name was asked for. */
export async function startNameServer(zone: Zone): Promise<{ address: string; asked: Map<string, number> }> {
  const asked = new Map<string, number>()
  const server = createSocket('udp4', (message, from) => {
    const labels: string[] = []
    let at = HEADER_BYTES
    for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
      labels.push(message.subarray(at + 1, at + 1 + length).toString('latin1'))
      at += 1 + length
    }
    const question = message.subarray(HEADER_BYTES, at + 5)
    const kind = TYPES[message.readUInt16BE(at + 1)]
    const name = `${labels.join('.')} ${kind}`
    asked.set(name, (asked.get(name) ?? 0) + 1)
    const found = zone(labels.join('.'), asked.get(name) ?? 1)
    const records = (found ?? []).map((text) => ipaddr.parse(text)).filter((address) => address.kind() === kind)
    const header = Buffer.alloc(HEADER_BYTES)
    message.copy(header, 0, 0, 2)
    header.writeUInt16BE(found === null ? NO_SUCH_NAME : ANSWER, 2)
    header.writeUInt16BE(1, 4)
    header.writeUInt16BE(records.length, 6)
    const answers = records.map((address) => {
      const bytes = Buffer.from(address.toByteArray())
      // The name of the question, its type, the class of the internet, and no time to live.
      const head = [0xc0, HEADER_BYTES, 0, kind === 'ipv4' ? 1 : 28, 0, 1, 0, 0, 0, 0, 0, bytes.length]
      return Buffer.concat([Buffer.from(head), bytes])
    })
    server.send(Buffer.concat([header, question, ...answers]), from.port, from.address)
  })
  server.bind(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { address: `127.0.0.1:${server.address().port}`, asked }
}
