/** What a model heard in one segment. */
export type Recognition = {
  /** Cased, punctuated English; empty when the model heard no words. */
  text: string
  /** Mean probability of the words, 0 to 1; null when the provider has none. */
  confidence: number | null
  /** The model fell into a loop, and the loop was cut off. */
  repetition: boolean
  /** The model went on beyond what anybody can say in that time. */
  cutOff: boolean
}

/** A speech recogniser of any kind: in this process or behind an API. */
export type Recogniser = {
  /**
   * Writes down at most 15 s of speech: 16 kHz mono samples in -1..1. `urgent` goes before everything that waits, for
   * the first sentence of a job. Rejects with the signal's reason when aborted.
   */
  recognise: (samples: Float32Array, options: { signal: AbortSignal; urgent: boolean }) => Promise<Recognition>
}

/** Speech probability of audio frames. One stream a recording: the model remembers what it heard before. */
export type SpeechDetector = { open: () => SpeechStream }

export type SpeechStream = {
  /** `samples` is a whole number of 512-sample frames of 16 kHz mono; gives one probability a frame. */
  push: (samples: Float32Array) => Promise<Float32Array>
  close: () => void
}
