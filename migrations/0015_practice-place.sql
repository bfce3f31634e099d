ALTER TABLE `places` ADD `cloze` text;--> statement-breakpoint
ALTER TABLE `places` ADD `given` text DEFAULT '[]' NOT NULL;