import { adjust } from '../../lib/api/admin.ts'
import { signedNumber } from '../codes.ts'
import { CorrectionForm } from '../parts/correction-form.tsx'
import { useAdminWords } from '../words/use-admin-words.ts'

export function AdjustForm({ userId }: { userId: string }) {
  const words = useAdminWords()
  return (
    <CorrectionForm
      title={words.learner.adjust}
      creditsLabel={words.learner.adjustCredits}
      inputMode="text"
      readCredits={(text) => signedNumber(text, 1_000_000_000)}
      creditsWrong={words.learner.adjustWrong}
      sendLabel={words.learner.adjustSend}
      send={(body) => adjust(userId, body)}
    />
  )
}
