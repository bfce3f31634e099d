import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Random } from '../lib/random.ts'
import { penFor } from './pen.ts'
import { at, HOUSE } from './house.ts'

/** A learner and what their wallet says now. */
export type Person = { id: string; email: string; walletId: string; balance: number; held: number }

const FIRST = 'wei fang li na min jing lei juan yan tao ming chao xia ping gang anna ben carla david emma'.split(' ')
const LAST = 'wang li zhang liu chen yang zhao huang zhou wu xu sun ma zhu hu guo he lin gao luo'.split(' ')
const HOSTS = ['example.com', 'mail.example.org', 'school.example.edu', 'example.net']

/**
 * Learners and their wallets, oldest first. The oldest came by an old course that is over, a third of all by a school whose addresses begin
 * alike, and a few are being erased right now.
 */
export function fillPeople(database: DatabaseSync, random: Random): Person[] {
  const [writeUser, writeWallet] = [penFor(database, 'users'), penFor(database, 'wallets')]
  return Array.from({ length: HOUSE.learners }, (_, index) => {
    const id = randomUUID()
    const person = { id, email: emailOf(random, index), walletId: randomUUID(), balance: 0, held: 0 }
    const createdAt = at(index / HOUSE.learners)
    writeUser({
      id,
      email: random.chance(0.0005) ? `deleted:${id}` : person.email,
      password_hash: `scrypt$16384$8$5$${'x'.repeat(90)}`,
      created_at: createdAt,
      disabled_at: random.chance(0.005) ? createdAt + 86_400_000 : null,
    })
    writeWallet({ id: person.walletId, user_id: id, created_at: createdAt })
    return person
  })
}

function emailOf(random: Random, index: number): string {
  if (index < HOUSE.oldCourse) return `${HOUSE.oldCourseName}-${index}@example.org`
  if (random.chance(1 / 3)) return `student${index}@school.example.edu`
  return `${random.pick(FIRST)}.${random.pick(LAST)}${index}@${random.pick(HOSTS)}`
}
