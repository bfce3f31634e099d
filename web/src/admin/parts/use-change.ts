import { useMutation, useQueryClient } from '@tanstack/react-query'
import { codeOf } from '../../lib/api-client.ts'

/** Asks anew for everything that is shown. */
export function useReload(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
}

/** A change of something, after which everything that is shown is asked for anew; also when others were quicker. */
export function useChange<Input = void, Output = unknown>(
  change: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
) {
  const reload = useReload()
  return useMutation({
    mutationFn: change,
    onSuccess: async (output) => {
      onDone?.(output)
      await reload()
    },
    onError: (error) => (codeOf(error) === 'edit_conflict' ? reload() : undefined),
  })
}
