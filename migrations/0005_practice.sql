CREATE TABLE `item_edits` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`set_id` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`before` text,
	`retired` text DEFAULT '[]' NOT NULL,
	`made` text DEFAULT '[]' NOT NULL,
	`expected` text,
	`heard` text,
	`undone_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`set_id`) REFERENCES `exercise_sets`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `item_edits_by_set` ON `item_edits` (`set_id`,`seq`);--> statement-breakpoint
CREATE INDEX `item_edits_by_kind` ON `item_edits` (`kind`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `places` (
	`set_id` text NOT NULL,
	`device` text NOT NULL,
	`item_id` text NOT NULL,
	`mode` text NOT NULL,
	`words` text NOT NULL,
	`hints` text NOT NULL,
	`replays` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`set_id`, `device`),
	FOREIGN KEY (`set_id`) REFERENCES `exercise_sets`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `exercise_items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `saved_words` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`word` text NOT NULL,
	`sentence` text NOT NULL,
	`item_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `exercise_items`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_words_by_word` ON `saved_words` (`user_id`,`word`);--> statement-breakpoint
CREATE INDEX `saved_words_by_user` ON `saved_words` (`user_id`,`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `attempts` ADD `mode` text;--> statement-breakpoint
ALTER TABLE `attempts` ADD `hints` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `attempts` ADD `given` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `attempts` ADD `replays` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `exercise_items` ADD `clip_offset` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `exercise_items` ADD `clip_object_bytes` integer DEFAULT 0 NOT NULL;