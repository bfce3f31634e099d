/** Shorter pauses belong to speech. Clips are padded by about 0.4 s together, so this is 5.4 s in which no words were heard. */
const LEAST_MS = 5_000

/** How long before each sentence nobody was heard to speak (silence, music, laughter); 0 where it is not worth telling. */
export function unheardBefore(items: readonly { startMs: number; endMs: number }[]): number[] {
  return items.map(({ startMs }, i) => {
    const gap = startMs - (items[i - 1]?.endMs ?? 0)
    return gap < LEAST_MS ? 0 : gap
  })
}
