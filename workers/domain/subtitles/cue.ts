/** A line of subtitles as the rest of the product uses it: clean English, in time with the recording. Milliseconds. */
export type Cue = {
  startMs: number
  endMs: number
  text: string
  /** What the same cue says in Chinese, where the file has both. */
  zh?: string
}
