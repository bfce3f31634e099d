import type { MediaTools } from '../src/media/media-tool.ts'

/** The tools of the machine that the tests run on. */
export const TOOLS: MediaTools = { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe', stallMs: 60_000 }
