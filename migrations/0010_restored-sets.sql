ALTER TABLE `jobs` ADD `source_hash` text;--> statement-breakpoint
ALTER TABLE `jobs` ADD `restores_set_id` text;--> statement-breakpoint
CREATE INDEX `jobs_by_source_hash` ON `jobs` (`user_id`,`source_hash`);--> statement-breakpoint
CREATE INDEX `jobs_by_restored_set` ON `jobs` (`restores_set_id`);--> statement-breakpoint
ALTER TABLE `upload_parts` ADD `sha256` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `uploads` ADD `source_hash` text;