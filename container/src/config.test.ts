import { expect, it } from 'vitest'
import { readConfig } from './config.ts'

const SECRET = 'sixteen-characters-at-least'

it('has defaults for all but the secret', () => {
  expect(readConfig({ RUNNER_SECRET: SECRET })).toMatchObject({
    host: '127.0.0.1',
    port: 8788,
    metricsPort: 9101,
    maxJobs: 2,
  })
})

it('takes an empty variable for one that is not set', () => {
  expect(readConfig({ RUNNER_SECRET: SECRET, PORT: '', FFMPEG_PATH: '' })).toMatchObject({
    port: 8788,
    ffmpegPath: undefined,
  })
})

it('names everything that is wrong at once', () => {
  expect(() => readConfig({ RUNNER_SECRET: 'short', PORT: 'eighty' })).toThrow(/PORT[\s\S]*RUNNER_SECRET/)
})

it('reads hosts from a list', () => {
  expect(readConfig({ RUNNER_SECRET: SECRET, URL_ALLOW_HOSTS: 'localhost, media.test,' }).urlAllowHosts).toEqual([
    'localhost',
    'media.test',
  ])
})

it('asks nobody about pages unless a yt-dlp is named', () => {
  expect(readConfig({ RUNNER_SECRET: SECRET }).ytDlp).toBeNull()
  expect(readConfig({ RUNNER_SECRET: SECRET, YT_DLP: '' }).ytDlp).toBeNull()
  expect(readConfig({ RUNNER_SECRET: SECRET, YT_DLP: 'yt-dlp' }).ytDlp).toBe('yt-dlp')
})
