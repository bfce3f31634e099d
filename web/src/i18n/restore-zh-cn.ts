import type { restoreEn } from './restore-en.ts'

export const restoreZhCn: typeof restoreEn = {
  clipsGoneTitle: '这一课的声音已经不再保存',
  clipsGoneForGood: '你的进度和句子都还在。',
  bringFile: (name: string, size: string) =>
    `再选一次“${name}”（${size}），只重新剪出音频，不扣积分；句子和进度都保持不变。`,
  bringLink: '可以从原来的链接重新获取：只重新剪出音频，不扣积分；句子和进度都保持不变。',
  otherFile: '这不是原来的文件：大小不一样。没有上传任何内容。',
  bringing: '正在上传文件',
  chooseFile: '选择文件',
  fetchLink: '重新获取',
  withoutSound: '不听声音继续',
}
