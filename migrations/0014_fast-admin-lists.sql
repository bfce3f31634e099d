DROP INDEX `item_edits_by_kind`;--> statement-breakpoint
DROP INDEX `item_edits_open_disputes`;--> statement-breakpoint
CREATE INDEX `item_edits_disputes` ON `item_edits` (`created_at`,`id`) WHERE kind IN ('heard_right', 'clip_cut');--> statement-breakpoint
CREATE INDEX `item_edits_open_disputes` ON `item_edits` (`settled_at`,`created_at`,`id`) WHERE kind IN ('heard_right', 'clip_cut') AND undone_at IS NULL;--> statement-breakpoint
DROP INDEX `jobs_by_status`;--> statement-breakpoint
CREATE INDEX `jobs_waiting` ON `jobs` (`status`,`user_id`,`waiting_since`,`ready_items`,`id`) WHERE waiting_since IS NOT NULL;--> statement-breakpoint
CREATE INDEX `jobs_by_status` ON `jobs` (`status`,`stage`,`user_id`);--> statement-breakpoint
DROP INDEX `users_by_time`;--> statement-breakpoint
CREATE INDEX `users_by_time` ON `users` (`created_at`,`id`,`email`);--> statement-breakpoint
DROP INDEX `redeem_codes_by_time`;--> statement-breakpoint
CREATE INDEX `redeem_codes_used` ON `redeem_codes` (`created_at`,`id`,`visible_prefix`) WHERE redeemed_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `redeem_codes_revoked` ON `redeem_codes` (`created_at`,`id`,`visible_prefix`) WHERE revoked_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `redeem_codes_unused` ON `redeem_codes` (`created_at`,`id`,`visible_prefix`,`expires_at`) WHERE redeemed_at IS NULL AND revoked_at IS NULL;--> statement-breakpoint
CREATE INDEX `redeem_codes_by_time` ON `redeem_codes` (`created_at`,`id`,`visible_prefix`);--> statement-breakpoint
CREATE INDEX `holds_by_job` ON `holds` (`job_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `ledger_entries_by_hold` ON `ledger_entries` (`hold_id`);--> statement-breakpoint
CREATE INDEX `ledger_entries_by_code` ON `ledger_entries` (`redeem_code_id`);