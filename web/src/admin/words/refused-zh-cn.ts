import type { RefusedWords } from './refused-en.ts'

export const refusedZhCn: RefusedWords = {
  missing: () => '请填写。',
  malformed: () => '写法不对。',
  not_whole: () => '须为整数。',
  too_small: (least) => `最小 ${least}。`,
  too_large: (most) => `最大 ${most}。`,
  too_short: (least) => `至少 ${least} 个字符。`,
  too_long: (most) => `最多 ${most} 个字符。`,
  too_few: (least) => `至少 ${least} 个，用逗号分隔。`,
  too_many: (most) => `最多 ${most} 个。`,
  unit_of_other_task: () => '识别按秒计价，翻译按句或按字符计价。',
  embedded_only_recognises: () => '内置模型只做识别。',
  embedded_has_one_model: () => '内置模型只有 moonshine-base。',
  embedded_has_no_address: () => '内置模型没有地址，请留空。',
  embedded_has_no_fallback: () => '内置模型没有可改用的模型，请留空。',
  not_of_dashscope: () => '识别模型以 paraformer- 或 qwen3-asr-flash 开头，翻译模型以 qwen-mt- 开头。',
  not_of_workers_ai: () => 'Workers AI 的模型以 @cf/ 开头。',
  workers_ai_needs_address: () => '需要地址：https://api.cloudflare.com/client/v4/accounts/<id>/ai。',
  name_twice: () => '名称重复。',
  own_fallback: () => '失败时不能改用模型自己。',
  fallback_of_other_task: () => '每个名称都须是同一用途的模型。',
}
