ALTER TABLE `exercise_items` ADD `heard_end_ms` integer;--> statement-breakpoint
ALTER TABLE `exercise_items` ADD `mt_characters` integer;--> statement-breakpoint
ALTER TABLE `jobs` ADD `handed_routes` text;