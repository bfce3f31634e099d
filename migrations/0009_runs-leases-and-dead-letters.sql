CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`job_id` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	`died_at` integer,
	`resent_at` integer,
	FOREIGN KEY (`job_id`) REFERENCES `jobs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dead_letters_job_id_unique` ON `dead_letters` (`job_id`);--> statement-breakpoint
CREATE INDEX `dead_letters_by_death` ON `dead_letters` (`died_at`,`id`);--> statement-breakpoint
ALTER TABLE `jobs` ADD `run` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `jobs` ADD `lease` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `jobs` ADD `origin` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `jobs` ADD `waiting_since` integer;