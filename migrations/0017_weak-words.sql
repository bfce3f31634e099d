DROP INDEX `attempts_by_user`;--> statement-breakpoint
CREATE INDEX `attempts_by_user` ON `attempts` (`user_id`,`created_at`);