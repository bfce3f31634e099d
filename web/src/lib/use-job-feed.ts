import { useEffect, useState } from 'react'
import type { ItemView } from '../../../workers/contract/exercises.ts'
import type { JobEvent, JobView } from '../../../workers/contract/jobs.ts'
import { isTransient, socketUrl } from './api-client.ts'
import { getJob } from './api/jobs.ts'
import { watchJob, type Connection } from './job-socket.ts'
import { currentToken } from './session.ts'

export type JobFeed = {
  job: JobView | null
  /** Sentences seen on the socket, in reading order. Polling brings none: then `job.readyItems` tells to ask for them. */
  items: readonly ItemView[]
  connection: Connection
  error: unknown
}

const EMPTY: JobFeed = { job: null, items: [], connection: 'connecting', error: null }

export function mergeItems(known: readonly ItemView[], arrived: readonly ItemView[]): readonly ItemView[] {
  if (arrived.length === 0) return known
  const byId = new Map(known.map((item) => [item.id, item]))
  for (const item of arrived) {
    // A translation comes after its sentence: an answer that was on its way meanwhile does not take it back.
    const translationZh = item.translationZh || (byId.get(item.id)?.translationZh ?? '')
    byId.set(item.id, { ...item, translationZh })
  }
  return [...byId.values()].toSorted((a, b) => a.segmentIndex - b.segmentIndex)
}

export function applyJobEvent(feed: JobFeed, event: JobEvent): JobFeed {
  switch (event.type) {
    case 'snapshot':
      return { ...feed, job: event.job, items: mergeItems(feed.items, event.items) }
    case 'progress':
      return { ...feed, job: event.job }
    case 'item':
      return {
        ...feed,
        job: feed.job && { ...feed.job, exerciseSetId: event.exerciseSetId, readyItems: event.readyItems },
        items: mergeItems(feed.items, [event.item]),
      }
  }
}

/** Follows a job live; null follows nothing. A new `run` starts over (after a retry). */
export function useJobFeed(jobId: string | null, run = 0): JobFeed {
  // What was heard belongs to one job and run; for another, it is as if nothing had been heard.
  const key = `${jobId ?? ''} ${run}`
  const [heard, setHeard] = useState({ key, feed: EMPTY })
  useEffect(() => {
    if (jobId === null) return
    const update = (change: (feed: JobFeed) => JobFeed) =>
      setHeard((before) => ({ key, feed: change(before.key === key ? before.feed : EMPTY) }))
    return watchJob({
      openSocket: () => {
        const path = `/api/v2/jobs/${encodeURIComponent(jobId)}/events`
        return new WebSocket(socketUrl(path), ['listening.v1', `bearer.${currentToken() ?? ''}`])
      },
      fetchJob: (signal) => getJob(jobId, signal),
      onEvent: (event) => update((feed) => applyJobEvent(feed, event)),
      onConnection: (connection) => update((feed) => ({ ...feed, connection })),
      onFatal: (error) => update((feed) => ({ ...feed, error, connection: 'ended' })),
      isTransient,
    })
  }, [jobId, key])
  return heard.key === key ? heard.feed : EMPTY
}
