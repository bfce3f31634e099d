-- An entry goes on from its wallet's balances, and moves credits between the accounts of its type.
CREATE TRIGGER `ledger_entries_go_on` BEFORE INSERT ON `ledger_entries`
BEGIN
	SELECT RAISE(ABORT, 'a ledger entry has the accounts of its type')
	WHERE NEW.`entry_type` || ':' || NEW.`from_account` || '>' || NEW.`to_account` NOT IN (
		'redeem:codes_issued>available', 'hold:available>held', 'settle:held>revenue', 'release:held>available',
		'refund:revenue>available', 'adjust:adjustments>available', 'adjust:available>adjustments');
	SELECT RAISE(ABORT, 'a ledger entry goes on from the balances of its wallet')
	WHERE NOT EXISTS (
		SELECT 1 FROM `wallets` WHERE `id` = NEW.`wallet_id`
			AND NEW.`balance_after` = `balance_credits` + NEW.`amount` *
				((NEW.`to_account` IN ('available', 'held')) - (NEW.`from_account` IN ('available', 'held')))
			AND NEW.`held_after` = `held_credits` + NEW.`amount` *
				((NEW.`to_account` = 'held') - (NEW.`from_account` = 'held')));
END;
--> statement-breakpoint
CREATE TRIGGER `wallets_follow_the_ledger` BEFORE UPDATE OF `balance_credits`, `held_credits` ON `wallets`
BEGIN
	SELECT RAISE(ABORT, 'the balances of a wallet follow the ledger')
	WHERE (NEW.`balance_credits`, NEW.`held_credits`) IS NOT (
		SELECT `balance_after`, `held_after` FROM `ledger_entries` WHERE `wallet_id` = NEW.`id` ORDER BY `seq` DESC LIMIT 1);
END;
--> statement-breakpoint
CREATE TRIGGER `holds_close_once` BEFORE UPDATE ON `holds` WHEN OLD.`status` <> 'held'
BEGIN
	SELECT RAISE(ABORT, 'a hold has one outcome');
END;
--> statement-breakpoint
CREATE TRIGGER `redeem_codes_used_once` BEFORE UPDATE OF `redeemed_at`, `redeemed_by`, `ledger_entry_id` ON `redeem_codes`
WHEN OLD.`redeemed_at` IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'a redeem code is used once');
END;
