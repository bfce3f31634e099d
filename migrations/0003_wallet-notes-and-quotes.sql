ALTER TABLE `holds` ADD `quote` text;--> statement-breakpoint
ALTER TABLE `ledger_entries` ADD `note` text;--> statement-breakpoint
CREATE INDEX `ledger_entries_by_job` ON `ledger_entries` (`job_id`);