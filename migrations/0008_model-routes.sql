CREATE TABLE `route_health` (
	`model_name` text PRIMARY KEY NOT NULL,
	`calls` integer DEFAULT 0 NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`latency_ms` integer DEFAULT 0 NOT NULL,
	`last_ok` integer NOT NULL,
	`open_until` integer,
	`last_error_at` integer,
	`last_error` text,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`model_name`) REFERENCES `model_routes`(`model_name`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `exercise_items` ADD `asr_model` text;--> statement-breakpoint
ALTER TABLE `exercise_items` ADD `mt_model` text;--> statement-breakpoint
ALTER TABLE `exercise_items` ADD `mt_engine` text;--> statement-breakpoint
ALTER TABLE `exercise_items` ADD `mt_billed` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `exercise_items_by_translated_text` ON `exercise_items` (`transcript_en`,`mt_engine`) WHERE mt_engine IS NOT NULL;--> statement-breakpoint
ALTER TABLE `model_routes` ADD `language` text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE `model_routes` ADD `base_url` text;--> statement-breakpoint
ALTER TABLE `model_routes` ADD `max_concurrent` integer DEFAULT 4 NOT NULL;--> statement-breakpoint
ALTER TABLE `model_routes` ADD `max_per_minute` integer;--> statement-breakpoint
ALTER TABLE `model_routes` ADD `timeout_ms` integer DEFAULT 60000 NOT NULL;--> statement-breakpoint
ALTER TABLE `model_routes` ADD `fallbacks` text DEFAULT '[]' NOT NULL;
--> statement-breakpoint
UPDATE `model_routes` SET `language` = 'zh' WHERE `task` = 'mt';--> statement-breakpoint
-- The embedded model takes over when a remote one fails: it is there always, and costs less.
UPDATE `model_routes` SET `fallbacks` = '["moonshine-base"]' WHERE `task` = 'asr' AND `provider` <> 'embedded';
