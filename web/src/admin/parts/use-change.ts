import { useMutation, useQueryClient } from '@tanstack/react-query'
import { codeOf } from '../../lib/api-client.ts'
import { reloadShown } from '../query-client.ts'

export function useReload(): () => Promise<void> {
  const queries = useQueryClient()
  return () => reloadShown(queries)
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
