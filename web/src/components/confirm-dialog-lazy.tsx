import { lazy } from 'react'

/** The dialog kit is fetched when a dialog is first asked for: it is no part of the way to typing. */
export const LazyConfirmDialog = lazy(() =>
  import('./confirm-dialog.tsx').then((module) => ({ default: module.ConfirmDialog })),
)
