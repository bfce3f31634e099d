/** What people do at a page; a click also comes from a screen reader, and input from a voice. */
const SIGNS = ['pointerdown', 'click', 'keydown', 'input', 'wheel', 'touchmove'] as const

/** Whether anybody has done anything at the page since the last time this was asked; opening it counts. */
export function watchUse(page: EventTarget): () => boolean {
  let isUsed = true
  for (const sign of SIGNS) page.addEventListener(sign, () => (isUsed = true), { capture: true, passive: true })
  return () => {
    const was = isUsed
    isUsed = false
    return was
  }
}
