import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ClipPlayer, type PlayStep } from './clip-player.ts'

/** The order in which an audio element is told what to do: a clip of four seconds that ends when `end` says so. */
class Sounds extends EventTarget {
  src = ''
  preload = ''
  duration = Number.NaN
  currentTime = 0
  playbackRate = 1
  defaultPlaybackRate = 1
  preservesPitch = false
  paused = true
  /** Where each play began, in seconds, and at what speed. */
  readonly plays: [from: number, rate: number][] = []

  play(): Promise<void> {
    if (this.paused) this.plays.push([this.currentTime, this.playbackRate])
    this.paused = false
    this.duration = 4
    this.dispatchEvent(new Event('playing'))
    return Promise.resolve()
  }

  pause(): void {
    this.paused = true
  }

  load(): void {
    this.duration = 4
    this.dispatchEvent(new Event('loadedmetadata'))
  }

  end(): void {
    this.currentTime = this.duration
    this.paused = true
    this.dispatchEvent(new Event('ended'))
  }
}

const step = (more: Partial<PlayStep> = {}): PlayStep => ({ from: 0, to: 1, rate: null, gapMs: 500, ...more })

function begin(steps: readonly PlayStep[], loop = false): { sounds: Sounds; player: ClipPlayer; state: () => string } {
  const sounds = new Sounds()
  const player = new ClipPlayer(sounds as unknown as HTMLAudioElement)
  player.play('blob:a', steps, loop)
  return { sounds, player, state: () => player.snapshot().state }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('repeats come one after the other, each at its speed, with the silence between them', () => {
  const { sounds, state } = begin([step(), step({ rate: 0.7 })])
  sounds.end()
  expect(state()).toBe('waiting')
  vi.advanceTimersByTime(499)
  expect(sounds.plays).toEqual([[0, 1]])
  vi.advanceTimersByTime(1)
  expect(sounds.plays).toEqual([
    [0, 1],
    [0, 0.7],
  ])
  sounds.end()
  vi.runAllTimers()
  expect(state()).toBe('idle')
  expect(sounds.plays).toHaveLength(2)
})

test('the loop is switched on for what plays already, and off again for it', () => {
  const { sounds, player, state } = begin([step()])
  player.setLoop(true)
  sounds.end()
  vi.advanceTimersByTime(500)
  expect([sounds.plays.length, state()]).toEqual([2, 'playing'])
  player.setLoop(false)
  sounds.end()
  vi.runAllTimers()
  expect([sounds.plays.length, state()]).toEqual([2, 'idle'])
})

test('stopped in the silence of a loop, nothing comes any more, nor when the browser tells late that it plays', () => {
  const { sounds, player, state } = begin([step()], true)
  sounds.end()
  player.stop()
  sounds.dispatchEvent(new Event('playing'))
  vi.runAllTimers()
  expect([sounds.plays.length, state()]).toEqual([1, 'idle'])
})

test('what goes on by itself goes on with what is played next, and what does not stays silent', () => {
  const { sounds, player, state } = begin([step()], true)
  const told: string[] = []
  player.subscribe(() => told.push(state()))
  player.makeWay()
  expect([sounds.paused, state()]).toEqual([true, 'waiting'])
  // Neither the silence of the loop nor the pause of typing brings the old sound back.
  player.holdForTyping()
  vi.advanceTimersByTime(2000)
  expect(sounds.plays).toHaveLength(1)
  player.play('blob:b', [step()])
  expect([sounds.src, state(), told]).toEqual(['blob:b', 'playing', ['waiting', 'playing']])
  sounds.end()
  vi.runAllTimers()
  player.makeWay()
  expect(state()).toBe('idle')
})

test('the words of a sentence are played one by one, from where each begins', () => {
  const { sounds } = begin([step({ to: 0.5 }), step({ from: 0.5 })])
  vi.advanceTimersByTime(1999)
  expect(sounds.paused).toBe(false)
  vi.advanceTimersByTime(1)
  expect(sounds.paused).toBe(true)
  vi.advanceTimersByTime(500)
  expect(sounds.plays).toEqual([
    [0, 1],
    [2, 1],
  ])
})

test('typing holds the sound, which goes on where it was a moment after the last letter', () => {
  const { sounds, player, state } = begin([step()])
  sounds.currentTime = 1.5
  player.holdForTyping()
  vi.advanceTimersByTime(600)
  player.holdForTyping()
  vi.advanceTimersByTime(600)
  expect([state(), sounds.paused]).toEqual(['paused', true])
  vi.advanceTimersByTime(100)
  expect(sounds.plays).toEqual([
    [0, 1],
    [1.5, 1],
  ])
})

test('typing holds the silence before a repeat as well, and shortens it by nothing', () => {
  const typedLate = begin([step(), step()])
  typedLate.sounds.end()
  vi.advanceTimersByTime(400)
  typedLate.player.holdForTyping()
  vi.advanceTimersByTime(699)
  expect(typedLate.sounds.plays).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(typedLate.sounds.plays).toHaveLength(2)

  const typedEarly = begin([step({ gapMs: 3000 }), step()])
  typedEarly.sounds.end()
  typedEarly.player.holdForTyping()
  vi.advanceTimersByTime(2999)
  expect(typedEarly.sounds.plays).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(typedEarly.sounds.plays).toHaveLength(2)
  // Nothing is typed any more: what sounds is left alone.
  vi.advanceTimersByTime(2000)
  expect(typedEarly.sounds.plays).toHaveLength(2)
})

test('what was asked for before the clip was known to have a length does not start over what came after it', () => {
  const sounds = new Sounds()
  const player = new ClipPlayer(sounds as unknown as HTMLAudioElement)
  sounds.load = () => undefined
  player.play('blob:a', [step({ from: 0.5 })])
  player.play('blob:b', [step()])
  sounds.currentTime = 1
  sounds.dispatchEvent(new Event('loadedmetadata'))
  expect([sounds.plays, sounds.currentTime]).toEqual([[[0, 1]], 1])
})
