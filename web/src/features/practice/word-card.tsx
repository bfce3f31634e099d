import { useMutation, useQuery } from '@tanstack/react-query'
import { Bookmark, Play } from 'lucide'
import type { ItemView } from '../../../../workers/contract/exercises.ts'
import { bareWord } from '../../../../workers/domain/text/bare-word.ts'
import { Button } from '../../components/button.tsx'
import { useErrorWords } from '../../components/error-note.tsx'
import { Icon } from '../../components/icon.tsx'
import { useOpenedT } from '../../i18n/opened.ts'
import { saveWord } from '../../lib/api/words.ts'
import { lookUp } from '../../lib/dictionary.ts'
import type { ShownVerdict } from './shown-verdicts.ts'
import { SteadyButton } from './steady-button.tsx'

type Props = {
  verdict: ShownVerdict
  item: ItemView
  onPlay: () => void
  /** Null when there is nothing to dispute, or the attempt has not reached the server. */
  onHeardRight: (() => Promise<void>) | null
  onClose: () => void
}

/** One word: what it means, how common it is, why it was marked so; keep it, hear it, or dispute it. */
export function WordCard({ verdict, item, onPlay, onHeardRight, onClose }: Props) {
  const t = useOpenedT()
  const errorWords = useErrorWords()
  const word = bareWord((verdict.kind === 'added' ? verdict.submitted : verdict.expected) ?? '')
  const entry = useQuery({
    queryKey: ['dictionary', word],
    queryFn: () => lookUp(word),
    staleTime: Infinity,
    retry: 1,
    // Without a network it fails and says so, instead of waiting for one.
    networkMode: 'always',
  })
  const save = useMutation({ mutationFn: () => saveWord(word, item.id) })
  const dispute = useMutation({ mutationFn: async () => onHeardRight?.(), onSuccess: onClose })
  const error = save.error ?? dispute.error
  const { acceptedBecause, markedBecause } = verdict
  const because =
    acceptedBecause !== undefined
      ? t.practice.acceptedBecause[acceptedBecause]
      : markedBecause !== undefined
        ? t.practice.markedBecause[markedBecause]
        : null
  return (
    <div
      data-testid="word-card"
      className="rise mt-4 w-full max-w-xl rounded-2xl border border-line bg-surface p-5 text-left shadow-card"
    >
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 lang="en" className="font-read text-2xl">
          {word}
        </h2>
        {entry.data?.base !== undefined && entry.data.base !== word && (
          <span lang="en" className="font-read text-muted">
            ← {entry.data.base}
          </span>
        )}
        {entry.data?.band != null && <span className="text-sm text-muted">{t.practice.bands[entry.data.band]}</span>}
      </div>
      <p className="mt-2 min-h-7 text-lg" lang="zh-CN" data-testid="meaning">
        {entry.isPending
          ? t.common.loading
          : entry.isError
            ? t.practice.entryFailed
            : entry.data == null || entry.data.chinese.length === 0
              ? t.practice.noEntry
              : entry.data.chinese.join('；')}
      </p>
      {entry.isError && (
        <Button look="outline" className="mt-2" onClick={() => void entry.refetch()}>
          {t.common.retry}
        </Button>
      )}
      {because !== null && <p className="mt-2 text-[0.95rem] text-muted">{because}</p>}
      <div className="mt-4 flex flex-wrap gap-2">
        <SteadyButton look="outline" isOff={save.isPending || save.isSuccess} onClick={() => save.mutate()}>
          <Icon of={Bookmark} className={`size-4 ${save.isSuccess ? 'fill-current' : ''}`} />
          {save.isSuccess ? t.practice.wordSaved : t.practice.saveWord}
        </SteadyButton>
        <Button look="outline" onClick={onPlay}>
          <Icon of={Play} className="size-4" />
          {t.practice.playFromHere}
        </Button>
        {onHeardRight !== null && (
          <SteadyButton
            look="quiet"
            isOff={dispute.isPending}
            data-testid="heard-right"
            onClick={() => dispute.mutate()}
          >
            {t.practice.heardRight}
          </SteadyButton>
        )}
      </div>
      {error !== null && (
        <p role="alert" className="mt-3 text-sm text-wrong">
          {errorWords(error)}
        </p>
      )}
      <p className="mt-3 text-xs text-muted">{t.practice.dictionarySource}</p>
    </div>
  )
}
