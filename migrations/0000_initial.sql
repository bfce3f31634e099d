CREATE TABLE `attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`item_id` text NOT NULL,
	`submitted` text NOT NULL,
	`verdicts` text NOT NULL,
	`score` integer NOT NULL,
	`is_correct` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `exercise_items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `attempts_by_item` ON `attempts` (`item_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `attempts_by_user` ON `attempts` (`user_id`);--> statement-breakpoint
CREATE TABLE `exercise_items` (
	`id` text PRIMARY KEY NOT NULL,
	`set_id` text NOT NULL,
	`segment_index` integer NOT NULL,
	`start_ms` integer NOT NULL,
	`end_ms` integer NOT NULL,
	`transcript_en` text NOT NULL,
	`translation_zh` text DEFAULT '' NOT NULL,
	`word_count` integer NOT NULL,
	`needs_review` integer DEFAULT false NOT NULL,
	`review_reason` text,
	`confidence_percent` integer,
	`clip_key` text NOT NULL,
	`clip_bytes` integer NOT NULL,
	`solved_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`set_id`) REFERENCES `exercise_sets`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `exercise_items_by_set` ON `exercise_items` (`set_id`,`segment_index`);--> statement-breakpoint
CREATE TABLE `exercise_sets` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`job_id` text NOT NULL,
	`title` text NOT NULL,
	`complete` integer DEFAULT false NOT NULL,
	`last_segment_index` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`audio_expires_at` integer NOT NULL,
	`audio_deleted_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`job_id`) REFERENCES `jobs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `exercise_sets_job_id_unique` ON `exercise_sets` (`job_id`);--> statement-breakpoint
CREATE INDEX `exercise_sets_by_user` ON `exercise_sets` (`user_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `exercise_sets_by_audio_expiry` ON `exercise_sets` (`audio_expires_at`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`title` text NOT NULL,
	`status` text DEFAULT 'queued' NOT NULL,
	`stage` text DEFAULT 'queued' NOT NULL,
	`progress_percent` integer DEFAULT 0 NOT NULL,
	`error_code` text,
	`source_url` text,
	`source_key` text,
	`source_file_name` text DEFAULT '' NOT NULL,
	`source_bytes` integer DEFAULT 0 NOT NULL,
	`source_expires_at` integer,
	`source_deleted_at` integer,
	`asr_model` text NOT NULL,
	`mt_model` text,
	`duration_ms` integer,
	`quote` text,
	`paid_ms` integer DEFAULT 0 NOT NULL,
	`exercise_set_id` text,
	`ready_items` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `jobs_by_user` ON `jobs` (`user_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_by_status` ON `jobs` (`status`,`stage`);--> statement-breakpoint
CREATE INDEX `jobs_by_source_expiry` ON `jobs` (`source_expires_at`);--> statement-breakpoint
CREATE TABLE `model_routes` (
	`model_name` text PRIMARY KEY NOT NULL,
	`task` text NOT NULL,
	`provider` text NOT NULL,
	`provider_model` text NOT NULL,
	`unit` text NOT NULL,
	`enabled` integer NOT NULL,
	`cost_per_unit_micros` integer NOT NULL,
	`multiplier_micros` integer DEFAULT 1000000 NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "model_routes_prices_not_negative" CHECK("model_routes"."cost_per_unit_micros" >= 0 AND "model_routes"."multiplier_micros" >= 0)
);
--> statement-breakpoint
CREATE TABLE `upload_parts` (
	`upload_id` text NOT NULL,
	`part_number` integer NOT NULL,
	`etag` text NOT NULL,
	PRIMARY KEY(`upload_id`, `part_number`),
	FOREIGN KEY (`upload_id`) REFERENCES `uploads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`file_name` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`object_key` text NOT NULL,
	`multipart_id` text NOT NULL,
	`status` text DEFAULT 'open' NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `uploads_by_user` ON `uploads` (`user_id`);--> statement-breakpoint
CREATE INDEX `uploads_by_expiry` ON `uploads` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_by_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_by_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`password_hash` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `holds` (
	`id` text PRIMARY KEY NOT NULL,
	`wallet_id` text NOT NULL,
	`job_id` text NOT NULL,
	`amount` integer NOT NULL,
	`status` text DEFAULT 'held' NOT NULL,
	`settled_amount` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`wallet_id`) REFERENCES `wallets`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "holds_amount_positive" CHECK("holds"."amount" > 0),
	CONSTRAINT "holds_settled_within_hold" CHECK("holds"."settled_amount" BETWEEN 0 AND "holds"."amount")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `holds_one_open_per_job` ON `holds` (`job_id`) WHERE "holds"."status" = 'held';--> statement-breakpoint
CREATE INDEX `holds_by_wallet` ON `holds` (`wallet_id`);--> statement-breakpoint
CREATE TABLE `ledger_entries` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`wallet_id` text NOT NULL,
	`entry_type` text NOT NULL,
	`from_account` text NOT NULL,
	`to_account` text NOT NULL,
	`amount` integer NOT NULL,
	`balance_after` integer NOT NULL,
	`held_after` integer NOT NULL,
	`hold_id` text,
	`job_id` text,
	`redeem_code_id` text,
	`idempotency_key` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`wallet_id`) REFERENCES `wallets`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ledger_entries_amount_positive" CHECK("ledger_entries"."amount" > 0),
	CONSTRAINT "ledger_entries_two_accounts" CHECK("ledger_entries"."from_account" <> "ledger_entries"."to_account"),
	CONSTRAINT "ledger_entries_balance_not_negative" CHECK("ledger_entries"."balance_after" >= 0),
	CONSTRAINT "ledger_entries_held_within_balance" CHECK("ledger_entries"."held_after" BETWEEN 0 AND "ledger_entries"."balance_after")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_entries_id_unique` ON `ledger_entries` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_entries_idempotency_key_unique` ON `ledger_entries` (`idempotency_key`);--> statement-breakpoint
CREATE INDEX `ledger_entries_by_wallet` ON `ledger_entries` (`wallet_id`,`seq`);--> statement-breakpoint
CREATE TABLE `redeem_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`code_hash` text NOT NULL,
	`visible_prefix` text NOT NULL,
	`batch_id` text NOT NULL,
	`credits` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`redeemed_at` integer,
	`redeemed_by` text,
	`ledger_entry_id` text,
	`revoked_at` integer,
	FOREIGN KEY (`redeemed_by`) REFERENCES `wallets`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "redeem_codes_credits_positive" CHECK("redeem_codes"."credits" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `redeem_codes_code_hash_unique` ON `redeem_codes` (`code_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `redeem_codes_ledger_entry_id_unique` ON `redeem_codes` (`ledger_entry_id`);--> statement-breakpoint
CREATE INDEX `redeem_codes_by_batch` ON `redeem_codes` (`batch_id`);--> statement-breakpoint
CREATE TABLE `wallets` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text,
	`balance_credits` integer DEFAULT 0 NOT NULL,
	`held_credits` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "wallets_balance_not_negative" CHECK("wallets"."balance_credits" >= 0),
	CONSTRAINT "wallets_held_within_balance" CHECK("wallets"."held_credits" BETWEEN 0 AND "wallets"."balance_credits")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `wallets_user_id_unique` ON `wallets` (`user_id`);