import { useT } from '../../i18n/provider.tsx'

const WORDS: readonly [word: string, state: 'heard' | 'typing' | 'open'][] = [
  ['I’d', 'heard'],
  ['been', 'heard'],
  ['meaning', 'heard'],
  ['to', 'heard'],
  ['te', 'typing'],
  ['', 'open'],
]

/** What practising looks like, as a picture: blanks of one width that fill with what one hears. */
export function SlotDemo() {
  const t = useT()
  return (
    <div
      role="img"
      aria-label={t.account.demoLabel}
      className="flex flex-wrap gap-x-3 gap-y-4 font-read text-xl sm:text-2xl"
    >
      {WORDS.map(([word, state], index) => (
        <span
          key={index}
          className={`flex h-12 w-[6.2rem] items-end justify-center border-b-2 pb-1.5 sm:w-28 ${
            state === 'heard'
              ? 'border-accent text-accent'
              : state === 'typing'
                ? 'border-ink text-ink'
                : 'border-line-strong/60'
          }`}
        >
          {word}
          {state === 'typing' && (
            <span className="ml-px inline-block h-6 w-0.5 bg-accent [animation:caret_1.1s_steps(1)_infinite]" />
          )}
        </span>
      ))}
    </div>
  )
}
