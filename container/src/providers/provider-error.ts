/**
 * `refused`: the same call would be refused again (a wrong key, an unknown model, text that is not allowed).
 * `bad_answer`: the provider answered something that cannot be used. `mismatch`: a model’s translations do not match the
 * lines, which asking for fewer at once mends. `circuit_open`: it failed so often that it is not asked.
 */
export type ProviderFault =
  | 'rate_limited'
  | 'unavailable'
  | 'timeout'
  | 'bad_answer'
  | 'mismatch'
  | 'refused'
  | 'circuit_open'

/** Why a call of a provider failed. The message is the provider's own reason, without secrets and without what was sent. */
export class ProviderError extends Error {
  readonly kind: ProviderFault
  /** How long the provider asked to wait, milliseconds; null when it did not. */
  readonly retryAfterMs: number | null

  constructor(kind: ProviderFault, message: string, retryAfterMs: number | null = null) {
    super(message)
    this.name = 'ProviderError'
    this.kind = kind
    this.retryAfterMs = retryAfterMs
  }
}

/** Whether the same question may be answered in a while. */
export const isForTheMoment = ({ kind }: ProviderError): boolean =>
  kind === 'rate_limited' || kind === 'unavailable' || kind === 'timeout'

const MAX_REASON = 300
const SHORTEST_SECRET = 6

/** A provider's words, without any of `secrets` (keys, texts that were sent), in one line of at most 300 characters. */
export function cleanReason(reason: string, secrets: readonly string[]): string {
  let clean = reason
  for (const secret of secrets) if (secret.length >= SHORTEST_SECRET) clean = clean.replaceAll(secret, '…')
  // Keys are also shown in part ("Incorrect API key provided: sk-ab**yz"), and tokens of others come with errors of gateways.
  return clean
    .replace(/\b(?:g?sk[-_]|Bearer )[\w*-]{4,}/gi, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_REASON)
}
