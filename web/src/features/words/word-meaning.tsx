import { useQuery } from '@tanstack/react-query'
import { lookUp } from '../../lib/dictionary.ts'

export function WordMeaning({ word }: { word: string }) {
  const { data } = useQuery({
    queryKey: ['dictionary', word],
    queryFn: () => lookUp(word),
    staleTime: Infinity,
    retry: 1,
  })
  return (
    <span lang="zh-CN" className="text-muted">
      {data?.chinese.slice(0, 3).join('；')}
    </span>
  )
}
