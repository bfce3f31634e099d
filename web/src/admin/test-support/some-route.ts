import type { ModelRouteView } from '../../../../workers/contract/admin.ts'

export const someRoute = (change: Partial<ModelRouteView> = {}): ModelRouteView => ({
  modelName: 'm',
  task: 'asr',
  provider: 'embedded',
  providerModel: 'pm',
  unit: 'second',
  enabled: true,
  configured: true,
  costPerUnit: 0.25,
  multiplier: 1,
  language: 'en',
  baseUrl: null,
  maxConcurrent: 4,
  maxPerMinute: null,
  timeoutMs: 60_000,
  fallbacks: [],
  health: { state: 'unknown', calls: 0, failures: 0, meanLatencyMs: null, openUntil: null, lastError: null },
  updatedAt: '',
  ...change,
})
