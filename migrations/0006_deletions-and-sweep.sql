CREATE TABLE `deletions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text,
	`requested_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deletions_user_id_unique` ON `deletions` (`user_id`);--> statement-breakpoint
CREATE INDEX `deletions_by_end` ON `deletions` (`finished_at`,`requested_at`);--> statement-breakpoint
CREATE TABLE `sweep_places` (
	`name` text PRIMARY KEY NOT NULL,
	`place` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `exercise_items` ADD `clip_gone` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `jobs_by_source_key` ON `jobs` (`source_key`);