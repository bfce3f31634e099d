import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Card } from '../../components/page.tsx'
import { useAdminWords } from '../words/use-admin-words.ts'

export type Column<T> = { head: string; cell: (row: T) => ReactNode; isNumber?: boolean; isWide?: boolean }

type Props<T> = {
  name: string
  rows: readonly T[]
  columns: readonly Column<T>[]
  keyOf: (row: T) => string
  /** Where a row’s details are; its first cell is the link. */
  hrefOf?: (row: T) => string
  isSearching?: boolean
  list: {
    isPending: boolean
    isError: boolean
    error: unknown
    hasNextPage?: boolean
    isFetchingNextPage?: boolean
    fetchNextPage?: () => unknown
    refetch: () => unknown
  }
}

/** One table, dense and calm: a row per thing, the first cell leads to its details. Scrolls sideways inside itself on a phone. */
export function DataTable<T>({ name, rows, columns, keyOf, hrefOf, isSearching = false, list }: Props<T>) {
  const words = useAdminWords()
  if (list.isError && rows.length === 0) {
    return <ErrorNote error={list.error} onRetry={() => void list.refetch()} />
  }
  if (list.isPending) {
    return (
      <div role="status" aria-label={words.loading} className="flex flex-col gap-2">
        {['a', 'b', 'c', 'd', 'e'].map((key) => (
          <div key={key} className="skeleton h-11" />
        ))}
      </div>
    )
  }
  return (
    <>
      <Card className="overflow-hidden">
        {/* What scrolls must be reachable by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div role="region" aria-label={name} tabIndex={0} className="overflow-x-auto">
          <table className="w-full text-left text-[0.925rem]">
            <thead className="bg-sunken text-sm text-muted">
              <tr>
                {columns.map(({ head, isNumber }) => (
                  <th
                    key={head}
                    scope="col"
                    className={`px-3 py-2 font-medium whitespace-nowrap ${isNumber ? 'text-right' : ''}`}
                  >
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={keyOf(row)} className="border-t border-line hover:bg-sunken/60">
                  {columns.map(({ head, cell, isNumber, isWide }, index) => (
                    <td
                      key={head}
                      className={`px-3 ${isNumber ? 'text-right tabular-nums' : ''} ${isWide ? 'min-w-64' : 'whitespace-nowrap'}`}
                    >
                      {index === 0 && hrefOf ? (
                        <Link
                          href={hrefOf(row)}
                          className="flex min-h-11 max-w-72 items-center font-medium text-accent underline-offset-4 hover:underline"
                        >
                          <span className="truncate">{cell(row)}</span>
                        </Link>
                      ) : (
                        <div className="flex min-h-11 items-center [td.text-right_&]:justify-end">
                          <span className="min-w-0">{cell(row)}</span>
                        </div>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {rows.length === 0 && (
          <p role="status" className="px-3 py-10 text-center text-muted">
            {isSearching ? words.notFound : words.nothing}
          </p>
        )}
      </Card>
      {list.isError && (
        <div className="mt-4">
          <ErrorNote error={list.error} onRetry={() => void list.refetch()} />
        </div>
      )}
      {list.hasNextPage === true && (
        <div className="mt-4 flex justify-center">
          <Button
            look="outline"
            disabled={list.isFetchingNextPage === true}
            onClick={() => void list.fetchNextPage?.()}
          >
            {words.more}
          </Button>
        </div>
      )}
    </>
  )
}
