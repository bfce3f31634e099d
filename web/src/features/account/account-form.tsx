import { Eye, EyeOff } from 'lucide'
import { useState, type SyntheticEvent } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Button, IconButton } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Icon } from '../../components/icon.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useT } from '../../i18n/provider.tsx'
import { codeOf } from '../../lib/api-client.ts'
import { login, register } from '../../lib/api/auth.ts'
import { signIn } from '../../lib/session.ts'

const LOOKS_LIKE_EMAIL = /^\S+@\S+\.\S+$/u

type FieldErrors = { email: string | null; password: string | null }

/** Signing in and registering: the same two fields. Checked on sending, then a field's error goes as it is fixed. */
export function AccountForm(props: { mode: 'signIn' | 'register'; onSwitch: () => void }) {
  const t = useT()
  const registering = props.mode === 'register'
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [errors, setErrors] = useState<FieldErrors>({ email: null, password: null })
  const send = useMutation({
    mutationFn: () => (registering ? register : login)({ email: email.trim(), password }),
    onSuccess: signIn,
  })

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    const found: FieldErrors = {
      email:
        email.trim() === ''
          ? t.account.emailMissing
          : LOOKS_LIKE_EMAIL.test(email.trim())
            ? null
            : t.account.emailWrong,
      password:
        password === ''
          ? t.account.passwordMissing
          : registering && password.length < 8
            ? t.account.passwordShort
            : null,
    }
    setErrors(found)
    const first = found.email !== null ? 'email' : found.password !== null ? 'password' : null
    if (first === null) send.mutate()
    else event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
  }

  /** What is typed stays: an address that turns out to be taken need not be typed again. */
  function onSwitch() {
    setErrors({ email: null, password: null })
    send.reset()
    props.onSwitch()
  }

  const taken = send.isError && codeOf(send.error) === 'email_exists'
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
      <h2 className="text-xl font-semibold">{registering ? t.account.registerTitle : t.account.signInTitle}</h2>
      <TextField
        label={t.account.email}
        name="email"
        type="email"
        inputMode="email"
        autoComplete={registering ? 'email' : 'username'}
        autoCapitalize="off"
        spellCheck={false}
        value={email}
        error={errors.email}
        onChange={(event) => {
          setEmail(event.target.value)
          setErrors({ ...errors, email: null })
        }}
      />
      <TextField
        label={t.account.password}
        name="password"
        type={shown ? 'text' : 'password'}
        autoComplete={registering ? 'new-password' : 'current-password'}
        maxLength={registering ? 128 : 1024}
        value={password}
        error={errors.password}
        {...(registering && { hint: t.account.passwordHint })}
        onChange={(event) => {
          setPassword(event.target.value)
          setErrors({ ...errors, password: null })
        }}
        trailing={
          <IconButton
            label={shown ? t.account.hidePassword : t.account.showPassword}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            <Icon of={shown ? EyeOff : Eye} className="size-5" />
          </IconButton>
        }
      />
      {send.isError && (
        <ErrorNote error={send.error}>
          {taken && (
            <button type="button" className="mt-1 min-h-11 font-medium text-accent underline" onClick={onSwitch}>
              {t.account.signIn}
            </button>
          )}
        </ErrorNote>
      )}
      <Button type="submit" disabled={send.isPending} className="min-h-12">
        {registering ? t.account.register : t.account.signIn}
      </Button>
      <button
        type="button"
        className="min-h-11 self-center rounded-lg px-3 text-[0.95rem] text-accent hover:underline"
        onClick={onSwitch}
      >
        {registering ? t.account.toSignIn : t.account.toRegister}
      </button>
    </form>
  )
}
