-- The ledger is append-only, for everybody.
CREATE TRIGGER `ledger_entries_no_update` BEFORE UPDATE ON `ledger_entries`
BEGIN
	SELECT RAISE(ABORT, 'ledger_entries is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `ledger_entries_no_delete` BEFORE DELETE ON `ledger_entries`
BEGIN
	SELECT RAISE(ABORT, 'ledger_entries is append-only');
END;
--> statement-breakpoint
-- The wallet's balances follow the newest entry and nothing else; the wallet's CHECKs refuse an entry that would overdraw.
CREATE TRIGGER `ledger_entries_carry_balance` AFTER INSERT ON `ledger_entries`
BEGIN
	UPDATE `wallets` SET `balance_credits` = NEW.`balance_after`, `held_credits` = NEW.`held_after` WHERE `id` = NEW.`wallet_id`;
END;
--> statement-breakpoint
-- The routes that exist from the start. Prices in millionths of a credit a second or a sentence.
INSERT INTO `model_routes` (`model_name`, `task`, `provider`, `provider_model`, `unit`, `enabled`, `cost_per_unit_micros`, `multiplier_micros`, `updated_at`) VALUES
	('moonshine-base', 'asr', 'embedded', 'moonshine-base', 'second', 1, 100000, 1000000, 0),
	('paraformer-v2', 'asr', 'dashscope', 'paraformer-v2', 'second', 1, 250000, 1000000, 0),
	('qwen3-asr-flash', 'asr', 'dashscope', 'qwen3-asr-flash', 'second', 1, 350000, 1000000, 0),
	('qwen-mt', 'mt', 'dashscope', 'qwen-mt-turbo', 'sentence', 1, 2000000, 1000000, 0);
