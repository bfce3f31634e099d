import { eq } from 'drizzle-orm'
import type { WalletView } from '../../contract/wallet.ts'
import { wallets } from '../../db/schema/wallet.ts'
import type { Ctx } from '../context.ts'

export async function getWallet(ctx: Ctx, userId: string): Promise<WalletView> {
  const [wallet] = await ctx.db
    .select({ balance: wallets.balanceCredits, held: wallets.heldCredits })
    .from(wallets)
    .where(eq(wallets.userId, userId))
  const { balance, held } = wallet ?? { balance: 0, held: 0 }
  return { balanceCredits: balance, heldCredits: held, availableCredits: balance - held }
}
