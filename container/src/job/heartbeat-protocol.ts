/** What the main thread tells the heartbeat's thread. `pulse`: the main thread is alive. */
export type HeartbeatOrder =
  | { type: 'pulse' }
  | { type: 'start'; id: number; url: string; token: string; everyMs: number }
  | { type: 'stop'; id: number }

/** What it hears back. `lost`: the Worker wants no more of this job. */
export type HeartbeatNews =
  | { type: 'stopped'; id: number }
  | { type: 'lost'; id: number; reason: 'lease_lost' | 'not_wanted' }

export type HeartbeatInit = { deadAfterMs: number }
