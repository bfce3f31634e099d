import { Modal } from '../../components/modal.tsx'
import { useT } from '../../i18n/provider.tsx'

export function KeySheet({ onClose }: { onClose: () => void }) {
  const t = useT()
  const rows: readonly [keys: readonly string[], does: string][] = [
    [['Tab', "Ctrl + '"], t.keys.replay],
    [[t.keys.space], t.keys.complete],
    [['Enter'], t.keys.check],
    [['Ctrl + ;'], t.keys.reveal],
    [['Ctrl + ,', 'PageUp'], t.keys.previous],
    [['Ctrl + .', 'PageDown'], t.keys.next],
    [['Ctrl + ['], t.keys.slower],
    [['Ctrl + ]'], t.keys.faster],
    [['Esc'], t.keys.leave],
    [['?'], t.keys.sheet],
  ]
  return (
    <Modal title={t.practice.keySheet} onClose={onClose} testId="key-sheet">
      <dl className="divide-y divide-line">
        {rows.map(([keys, does]) => (
          <div key={does} className="flex items-center justify-between gap-6 py-2.5">
            <dt className="order-2 flex shrink-0 flex-wrap items-center justify-end gap-1.5 text-sm text-muted">
              {keys.map((key, index) => (
                <span key={key} className="flex items-center gap-1.5">
                  {index > 0 && <span>{t.keys.or}</span>}
                  <kbd className="rounded-md border border-line-strong/60 bg-paper px-2 py-0.5 font-sans text-sm whitespace-nowrap text-ink">
                    {key}
                  </kbd>
                </span>
              ))}
            </dt>
            <dd className="text-[0.95rem]">{does}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-sm text-muted">{t.keys.note}</p>
    </Modal>
  )
}
