/** Pictures of a job as SVG texts: where its time went, and where a recording was cut. */
import type { RunnerItem } from '../../workers/contract/runner.ts'
import type { TracedStep } from '../src/pipeline/trace.ts'
import type { Span } from './trace-job.ts'

const WIDTH = 1400
const LABELS: Record<TracedStep, [label: string, colour: string]> = {
  source: ['source', '#64748b'],
  probe: ['probe', '#a16207'],
  decode: ['decode (wait)', '#0284c7'],
  detect: ['speech detector', '#7c3aed'],
  encode: ['encoder', '#dc2626'],
  words: ['decoder', '#ea580c'],
  clip: ['clip (wait)', '#0d9488'],
  report: ['report (wait)', '#65a30d'],
  hear: ['speech detector (wait)', '#c4b5fd'],
  recognise: ['recogniser (wait)', '#fca5a5'],
  send: ['sentences sent', '#16a34a'],
}

/** A row a step (the recognisers' threads each with encoder, decoder and, in grey, idle), with its busy seconds. */
export function timeLine(spans: readonly Span[], wallMs: number): string {
  const left = 190
  const x = (ms: number): number => left + (ms / wallMs) * (WIDTH - left - 20)
  const rowOf = (span: Span): string =>
    span.step === 'encode' || span.step === 'words' ? `thread ${span.lane}` : LABELS[span.step][0]
  const rows = Map.groupBy(spans, rowOf)
  const parts = [...rows].map(([name, row], i) => {
    const y = 40 + i * 34
    const busy = row.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
    const idle = name.startsWith('thread') ? `, idle ${((wallMs - busy) / 1000).toFixed(1)} s` : ''
    return [
      text(8, y + 11, name),
      text(8, y + 24, `${(busy / 1000).toFixed(1)} s${idle}`, '#64748b'),
      rect(x(0), y, x(wallMs) - x(0), 24, '#e2e8f0'),
      ...row.map(({ step, fromMs, toMs }) =>
        rect(x(fromMs), y, Math.max(0.15, x(toMs) - x(fromMs)), 24, LABELS[step][1]),
      ),
    ].join('')
  })
  const ticks = Array.from({ length: 11 }, (_, i) => (wallMs * i) / 10).map((ms) =>
    text(x(ms) - 12, 30, `${(ms / 1000).toFixed(1)} s`, '#64748b'),
  )
  return svg(50 + rows.size * 34, [text(8, 16, 'One job: red encoder, orange decoder, grey idle'), ...ticks, ...parts])
}

/** The loudness of a recording (16 kHz) with its sentences over it, 20 s a line; the words are in the tooltips. */
export function cutPicture(samples: Float32Array, items: readonly RunnerItem[]): string {
  const [lineMs, lineHeight, step] = [20_000, 90, 320]
  const lines = Math.ceil(samples.length / 16 / lineMs)
  const x = (ms: number): number => 10 + (ms / lineMs) * (WIDTH - 20)
  const parts: string[] = []
  for (let line = 0; line < lines; line++) {
    const [top, from] = [30 + line * lineHeight, line * lineMs]
    for (const item of items) {
      const [start, end] = [Math.max(item.startMs, from), Math.min(item.endMs, from + lineMs)]
      if (start >= end) continue
      const colour = item.needsReview ? '#fde68a' : '#bbf7d0'
      const title = `${item.startMs}–${item.endMs} ms: ${item.transcriptEn}`
      parts.push(rect(x(start - from), top, x(end) - x(start), 70, colour, title))
      if (start === item.startMs) parts.push(text(x(start - from) + 3, top + 12, item.transcriptEn.slice(0, 60)))
    }
    let path = ''
    for (let at = from * 16; at < Math.min((from + lineMs) * 16, samples.length); at += step) {
      let peak = 0
      for (let i = at; i < at + step; i++) peak = Math.max(peak, Math.abs(samples[i] ?? 0))
      path += `M${x(at / 16 - from).toFixed(1)} ${(top + 42 - peak * 28).toFixed(1)}v${(peak * 56).toFixed(1)}`
    }
    parts.push(`<path d="${path}" stroke="#334155" stroke-width="0.8"/>`)
  }
  return svg(40 + lines * lineHeight, [
    text(10, 16, 'Green: a sentence with its clip; yellow: marked for review'),
    ...parts,
  ])
}

const svg = (height: number, parts: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="11">` +
  `<rect width="${WIDTH}" height="${height}" fill="#fff"/>${parts.join('\n')}</svg>\n`

const rect = (x: number, y: number, width: number, height: number, fill: string, title = ''): string =>
  `<rect x="${x.toFixed(2)}" y="${y}" width="${width.toFixed(2)}" height="${height}" fill="${fill}">` +
  `${title && `<title>${escaped(title)}</title>`}</rect>`

const text = (x: number, y: number, content: string, fill = '#0f172a'): string =>
  `<text x="${x.toFixed(1)}" y="${y}" fill="${fill}">${escaped(content)}</text>`

const escaped = (content: string): string =>
  content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
