import { refundJob } from '../../lib/api/admin.ts'
import { wholeNumber } from '../codes.ts'
import { CorrectionForm } from '../parts/correction-form.tsx'
import { useAdminWords } from '../words/use-admin-words.ts'

export function RefundForm({ jobId, paid }: { jobId: string; paid: number }) {
  const words = useAdminWords()
  return (
    <CorrectionForm
      title={words.job.refund}
      creditsLabel={words.job.refundCredits}
      inputMode="numeric"
      readCredits={(text) => wholeNumber(text, 1, paid)}
      creditsWrong={words.job.refundWrong(paid)}
      sendLabel={words.job.refund}
      send={(body) => refundJob(jobId, body)}
    />
  )
}
