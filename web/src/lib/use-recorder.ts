import { useEffect, useRef, useState } from 'react'

/** Records from the microphone until `stop`, or for `mostMs`, into this page's memory: it leaves it only as `onTaken` says. */
export function useRecorder(onTaken: (recording: File) => void, mostMs = Infinity) {
  const [isRecording, setRecording] = useState(false)
  const [isRefused, setRefused] = useState(false)
  const recorder = useRef<MediaRecorder | null>(null)
  const stop = () => {
    if (recorder.current?.state === 'recording') recorder.current.stop()
  }
  useEffect(() => stop, [])

  async function record() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const chunks: Blob[] = []
      const made = new MediaRecorder(stream)
      const timer = mostMs === Infinity ? undefined : setTimeout(stop, mostMs)
      made.addEventListener('dataavailable', (event) => chunks.push(event.data))
      made.addEventListener('stop', () => {
        clearTimeout(timer)
        for (const track of stream.getTracks()) track.stop()
        setRecording(false)
        const file = new File(chunks, 'recording', { type: made.mimeType })
        if (file.size > 0) onTaken(file)
      })
      recorder.current = made
      made.start()
      setRefused(false)
      setRecording(true)
    } catch {
      setRefused(true)
    }
  }
  return { isRecording, isRefused, record, stop }
}
