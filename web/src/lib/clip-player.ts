import { stepRate, storedRate, storeRate } from './playback-rate.ts'

/** `blocked`: the browser wants a key or a tap before it plays sound. `waiting`: between two plays. */
export type PlayerState = 'idle' | 'playing' | 'waiting' | 'paused' | 'blocked' | 'failed'

/** A stretch of the clip, in shares of its length, and the silence after it. `rate` null is the speed that is set. */
export type PlayStep = { from: number; to: number; rate: number | null; gapMs: number }

/** Whether there is something to stop: it sounds, or will go on by itself. */
export const isOn = (state: PlayerState): boolean => state === 'playing' || state === 'waiting' || state === 'paused'

const WHOLE: PlayStep = { from: 0, to: 1, rate: null, gapMs: 0 }
/** How long after the last letter a sound that was held goes on. */
const TYPING_MS = 700

/**
 * Plays clips through one audio element for the page's life: phones allow sound per element, so the first tap unlocks all
 * later ones. What is played is a list of steps: the sentence, its repeats, or its words one by one.
 */
export class ClipPlayer {
  readonly element: HTMLAudioElement
  private state: PlayerState = 'idle'
  private baseRate = storedRate()
  private steps: readonly PlayStep[] = []
  private at = 0
  private isLooping = false
  private timer: ReturnType<typeof setTimeout> | null = null
  private typing: ReturnType<typeof setTimeout> | null = null
  private readonly listeners = new Set<() => void>()
  private shown = { state: this.state, rate: this.baseRate }

  constructor(element: HTMLAudioElement = new Audio()) {
    this.element = element
    this.element.preload = 'auto'
    this.element.addEventListener('playing', () => this.onPlaying())
    this.element.addEventListener('ended', () => this.stepDone())
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): { state: PlayerState; rate: number } => this.shown

  /** Plays `src` by `steps`, from the first one; `loop` starts over after the last. */
  play(src: string, steps: readonly PlayStep[] = [WHOLE], loop = false): void {
    this.clearTimers()
    this.steps = steps.length === 0 ? [WHOLE] : steps
    this.at = 0
    this.isLooping = loop
    if (this.element.src !== src) this.element.src = src
    this.startStep()
  }

  /** Whether what plays now starts over after its last step. */
  setLoop(isLooping: boolean): void {
    this.isLooping = isLooping
  }

  stop(): void {
    this.clearTimers()
    this.steps = []
    this.element.pause()
    this.tell('idle')
  }

  /** Silence for what is played next, which is on its way: what goes on by itself still does, with that. */
  makeWay(): void {
    this.clearTimers()
    this.steps = []
    this.element.pause()
    this.tell(isOn(this.state) ? 'waiting' : 'idle')
  }

  /** The learner types: the sound waits, also for its next step, and goes on by itself a moment after the last letter. */
  holdForTyping(): void {
    if (this.state === 'playing') {
      this.clearStepTimer()
      this.element.pause()
      this.tell('paused')
    }
    if (this.state !== 'paused' && this.state !== 'waiting') return
    if (this.typing !== null) clearTimeout(this.typing)
    this.typing = setTimeout(() => {
      this.typing = null
      if (this.state === 'paused') void this.sound()
      // The silence before the next step ended meanwhile.
      else if (this.state === 'waiting' && this.timer === null) this.startStep()
    }, TYPING_MS)
  }

  changeRate(steps: number): void {
    this.baseRate = stepRate(this.baseRate, steps)
    storeRate(this.baseRate)
    if (this.steps[this.at]?.rate == null) this.element.playbackRate = this.baseRate
    // The end of a stretch comes sooner or later now.
    if (this.state === 'playing') this.onPlaying()
    this.tell(this.state)
  }

  private startStep(): void {
    const step = this.steps[this.at]
    if (step === undefined) return
    const rate = step.rate ?? this.baseRate
    // Loading resets the rate to the default one, so both are set.
    this.element.defaultPlaybackRate = rate
    this.element.playbackRate = rate
    this.element.preservesPitch = true
    const seconds = this.element.duration
    if (step.from > 0 && !Number.isFinite(seconds)) {
      // Something else may be asked for before the length is known.
      const { steps } = this
      this.element.addEventListener('loadedmetadata', () => this.steps === steps && this.startStep(), { once: true })
      this.element.load()
      return
    }
    const from = step.from > 0 ? step.from * seconds : 0
    if (Math.abs(this.element.currentTime - from) > 0.005) this.element.currentTime = from
    void this.sound()
  }

  private async sound(): Promise<void> {
    try {
      await this.element.play()
    } catch (error) {
      const name = error instanceof DOMException ? error.name : ''
      // A newer play() cuts an older one short with AbortError: not a failure.
      if (name !== 'AbortError') this.tell(name === 'NotAllowedError' ? 'blocked' : 'failed')
    }
  }

  private onPlaying(): void {
    // Told late, of what was stopped since.
    if (this.element.paused) return
    this.tell('playing')
    this.clearStepTimer()
    const step = this.steps[this.at]
    if (step === undefined || step.to >= 1) return
    const left = step.to * this.element.duration - this.element.currentTime
    this.timer = setTimeout(
      () => {
        this.element.pause()
        this.stepDone()
      },
      Math.max(0, (left / this.element.playbackRate) * 1000),
    )
  }

  private stepDone(): void {
    this.clearStepTimer()
    const gapMs = this.steps[this.at]?.gapMs ?? 0
    const next = this.at + 1 < this.steps.length ? this.at + 1 : this.isLooping ? 0 : null
    if (next === null || this.steps.length === 0) return this.tell('idle')
    this.at = next
    this.tell('waiting')
    this.timer = setTimeout(() => {
      this.timer = null
      if (this.typing === null) this.startStep()
    }, gapMs)
  }

  private tell(state: PlayerState): void {
    this.state = state
    if (this.shown.state === state && this.shown.rate === this.baseRate) return
    this.shown = { state, rate: this.baseRate }
    for (const listener of this.listeners) listener()
  }

  private clearStepTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }

  private clearTimers(): void {
    this.clearStepTimer()
    if (this.typing !== null) clearTimeout(this.typing)
    this.typing = null
  }
}
