import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Dictionary } from './en.ts'
import { loadDictionary, rememberLanguage, type Language } from './language.ts'

type Load = (language: Language) => Promise<Dictionary>
type I18n = { language: Language; t: Dictionary; setLanguage: (language: Language) => void }

const Context = createContext<I18n | null>(null)

type Props = { language: Language; dictionary: Dictionary; load?: Load; children: ReactNode }

/** The first dictionary is loaded before React starts, so no page ever shows without its words; `load` gives any other. */
export function I18nProvider({ load = loadDictionary, ...props }: Props) {
  const [now, setNow] = useState({ language: props.language, t: props.dictionary })

  useEffect(() => {
    document.documentElement.lang = now.language
  }, [now.language])

  const setLanguage = useCallback(
    (language: Language) => {
      rememberLanguage(language)
      void load(language).then((t) => setNow({ language, t }))
    },
    [load],
  )

  const value = useMemo(() => ({ ...now, setLanguage }), [now, setLanguage])
  return <Context.Provider value={value}>{props.children}</Context.Provider>
}

export function useI18n(): I18n {
  const value = useContext(Context)
  if (value === null) throw new Error('useI18n needs an I18nProvider above it')
  return value
}

export function useT(): Dictionary {
  return useI18n().t
}
