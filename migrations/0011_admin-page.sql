CREATE TABLE `admin_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`admin_id` text,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`admin_id`) REFERENCES `admins`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `admin_sessions_by_expiry` ON `admin_sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `admins` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `admins_name_unique` ON `admins` (`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `admins_token_hash_unique` ON `admins` (`token_hash`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`who` text NOT NULL,
	`role` text NOT NULL,
	`via` text NOT NULL,
	`action` text NOT NULL,
	`target` text,
	`before` text,
	`after` text,
	`outcome` text
);
--> statement-breakpoint
CREATE INDEX `audit_log_by_time` ON `audit_log` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_log_by_target` ON `audit_log` (`target`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `job_events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`job_id` text NOT NULL,
	`at` integer NOT NULL,
	`status` text NOT NULL,
	`stage` text NOT NULL,
	`error_code` text,
	`ready_items` integer NOT NULL,
	FOREIGN KEY (`job_id`) REFERENCES `jobs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `job_events_by_job` ON `job_events` (`job_id`,`seq`);--> statement-breakpoint
CREATE TABLE `redeem_batches` (
	`id` text PRIMARY KEY NOT NULL,
	`prefix` text NOT NULL,
	`count` integer NOT NULL,
	`credits` integer NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `redeem_batches_by_time` ON `redeem_batches` (`created_at`,`id`);--> statement-breakpoint
DROP INDEX `redeem_codes_by_batch`;--> statement-breakpoint
CREATE INDEX `redeem_codes_by_time` ON `redeem_codes` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `redeem_codes_by_prefix` ON `redeem_codes` (`visible_prefix`,`id`);--> statement-breakpoint
CREATE INDEX `redeem_codes_by_redeemer` ON `redeem_codes` (`redeemed_by`);--> statement-breakpoint
CREATE INDEX `redeem_codes_by_batch` ON `redeem_codes` (`batch_id`,`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `item_edits` ADD `settled_at` integer;--> statement-breakpoint
ALTER TABLE `item_edits` ADD `settlement` text;--> statement-breakpoint
CREATE INDEX `item_edits_open_disputes` ON `item_edits` (`created_at`,`id`) WHERE kind IN ('heard_right', 'clip_cut') AND settled_at IS NULL AND undone_at IS NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `disabled_at` integer;--> statement-breakpoint
CREATE INDEX `users_by_time` ON `users` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_by_time` ON `jobs` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_by_status_and_time` ON `jobs` (`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_by_end` ON `jobs` (`ended_at`);--> statement-breakpoint
CREATE INDEX `ledger_entries_by_type` ON `ledger_entries` (`entry_type`,`created_at`);