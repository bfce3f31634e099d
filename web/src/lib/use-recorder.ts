import { useEffect, useRef, useState } from 'react'

/**
 * Records from the microphone until `stop`, or for `mostMs`, into this page's memory: it leaves it only as `onTaken` says.
 * One recording at a time; the microphone is let go with the component, also when it is only given after that.
 */
export function useRecorder(onTaken: (recording: File) => void, mostMs = Infinity) {
  const [isRecording, setRecording] = useState(false)
  const [isRefused, setRefused] = useState(false)
  const recorder = useRef<MediaRecorder | null>(null)
  const isBusy = useRef(false)
  const isGone = useRef(false)
  const stop = () => {
    if (recorder.current?.state === 'recording') recorder.current.stop()
  }
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      stop()
    }
  }, [])

  async function record() {
    if (isBusy.current) return
    isBusy.current = true
    let stream: MediaStream | null = null
    const letGo = () => {
      isBusy.current = false
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      if (isGone.current) return letGo()
      const chunks: Blob[] = []
      const made = new MediaRecorder(stream)
      const timer = mostMs === Infinity ? undefined : setTimeout(stop, mostMs)
      made.addEventListener('dataavailable', (event) => chunks.push(event.data))
      made.addEventListener('stop', () => {
        clearTimeout(timer)
        letGo()
        if (isGone.current) return
        setRecording(false)
        const file = new File(chunks, 'recording', { type: made.mimeType })
        if (file.size > 0) onTaken(file)
      })
      recorder.current = made
      made.start()
      setRefused(false)
      setRecording(true)
    } catch {
      letGo()
      setRefused(true)
    }
  }
  return { isRecording, isRefused, record, stop }
}
