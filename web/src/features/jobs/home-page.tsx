import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useQueryClient } from '@tanstack/react-query'
import { Page } from '../../components/page.tsx'
import { useT } from '../../i18n/provider.tsx'
import { JobList } from './job-list.tsx'
import { NewJob } from './new-job.tsx'
import { cancelUpload, useUpload } from './upload-store.ts'

export function HomePage() {
  const t = useT()
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const upload = useUpload()
  const newJobId = upload.kind === 'done' ? upload.jobId : null

  useEffect(() => {
    if (newJobId === null) return
    cancelUpload()
    void queries.invalidateQueries()
    navigate(`/jobs/${newJobId}`)
  }, [newJobId, navigate, queries])

  return (
    <Page title={t.home.title}>
      <NewJob />
      <JobList />
    </Page>
  )
}
