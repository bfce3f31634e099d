import { homedir } from 'node:os'
import { join } from 'node:path'

export type ModelFile = {
  /** Name in the model folder. */
  name: string
  bytes: number
  sha256: string
  /** The npm package, with its version, that carries the file; `path` is inside its tarball. */
  package: string
  path: string
  /** Size of that tarball, for the progress bar. */
  packageBytes: number
}

const MOONSHINE = { package: '@usefulsensors/moonshine-js@0.1.8', packageBytes: 72709978 } as const
const SILERO = { package: '@ricky0123/vad-web@0.0.31', packageBytes: 5471324 } as const

export const ENCODER_FILE = 'moonshine-base-encoder.onnx'
export const DECODER_FILE = 'moonshine-base-decoder.onnx'
export const VAD_FILE = 'silero-vad-v6.onnx'

/** Every model the runner needs: Moonshine Base (MIT) writes down English speech, Silero VAD v6 (MIT) finds it. */
export const MODEL_FILES: readonly ModelFile[] = [
  {
    ...MOONSHINE,
    name: ENCODER_FILE,
    path: 'package/dist/model/base/quantized/encoder_model.onnx',
    bytes: 20_513_063,
    sha256: '1dd9ab0a7f987113d30affcba5a068d11c8f90fa0223caa3e491ade431ad9751',
  },
  {
    ...MOONSHINE,
    name: DECODER_FILE,
    path: 'package/dist/model/base/quantized/decoder_model_merged.onnx',
    bytes: 42_498_870,
    sha256: 'cc9f3cd6698a369c6008b41aa60aa3fb3322e7f03c9bdf19d8e6b7200afca4f3',
  },
  {
    ...SILERO,
    name: VAD_FILE,
    path: 'package/dist/silero_vad_v6.onnx',
    bytes: 2_327_524,
    sha256: '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3',
  },
]

/** `MODEL_DIR`, else the user's cache folder. */
export function defaultModelDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env['MODEL_DIR']) return env['MODEL_DIR']
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'listening', 'models')
}
