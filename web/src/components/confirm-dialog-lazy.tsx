import { lazyPart } from './lazy-part.tsx'

/** The dialog kit is fetched when a dialog is first asked for: it is no part of the way to typing. */
export const LazyConfirmDialog = lazyPart(() => import('./confirm-dialog.tsx').then((module) => module.ConfirmDialog))
