import type { walletEn } from './wallet-en.ts'
import { numberFormat } from './number-format.ts'

const n = numberFormat('zh-CN')

export const walletZhCn: typeof walletEn = {
  title: '钱包',
  balance: '余额',
  held: '进行中预留',
  available: '可用',
  redeemTitle: '兑换点数',
  code: '兑换码',
  codeHint: '大小写、空格和连字符都不影响。',
  codeMissing: '请输入兑换码。',
  redeem: '兑换',
  redeemed: (balance) => `兑换成功，现在余额 ${n(balance)} 点。`,
  ledger: '明细',
  empty: '还没有记录。先兑换一个码吧。',
  types: {
    redeem: '兑换',
    hold: '为练习预留',
    settle: '制作练习',
    release: '退回预留',
    adjust: '调整',
    refund: '退款',
  },
  after: (balance) => `余额 ${n(balance)}`,
  goneJob: '已删除的内容',
  stillHeld: '预留中',
  steps: { quote: '报价', hold: '预留', settle: '实付', release: '退回' },
  quoted: (length, price, model) => `时长 ${length}，每秒 ${price} 点（${model}）`,
  quotedCharacters: (characters, price, model) => `，约 ${n(characters)} 个字符，每千字符 ${price} 点（${model}）`,
  quotedTranslation: (sentences, price, model) => `，约 ${n(sentences)} 句，每句 ${price} 点（${model}）`,
}
