import type { RunnerRoute } from '../../../workers/contract/model-routes.ts'
import { paraformer } from './dashscope-paraformer.ts'
import { qwenAsr } from './dashscope-qwen-asr.ts'
import { qwenMt } from './dashscope-qwen-mt.ts'
import { openAiChat } from './openai-chat.ts'
import { openAiTranscription } from './openai-transcription.ts'
import type { AsrProvider, MtProvider } from './provider.ts'
import { workersAiChat, workersAiM2m100, workersAiWhisper } from './workers-ai.ts'

/** Who recognises for a route; null: the embedded model, which is no provider but the runner itself. */
export function findAsrProvider({ provider, model }: RunnerRoute): AsrProvider | null {
  switch (provider) {
    case 'embedded':
      return null
    case 'openai-compatible':
      return openAiTranscription
    case 'dashscope':
      return model.startsWith('paraformer') ? paraformer : qwenAsr
    case 'workers-ai':
      return workersAiWhisper
  }
}

/** Who translates for a route; null: the embedded model cannot. */
export function findMtProvider({ provider, model }: RunnerRoute): MtProvider | null {
  switch (provider) {
    case 'embedded':
      return null
    case 'openai-compatible':
      return openAiChat
    case 'dashscope':
      return qwenMt
    case 'workers-ai':
      return model.includes('m2m100') ? workersAiM2m100 : workersAiChat
  }
}
