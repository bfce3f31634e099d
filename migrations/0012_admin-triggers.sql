-- What a job goes through is written down by the table itself. Progress in per cent is no event.
CREATE TRIGGER `jobs_begin_their_log` AFTER INSERT ON `jobs`
BEGIN
	INSERT INTO `job_events` (`job_id`, `at`, `status`, `stage`, `error_code`, `ready_items`)
	VALUES (NEW.`id`, CAST(unixepoch('subsec') * 1000 AS INTEGER), NEW.`status`, NEW.`stage`, NEW.`error_code`, NEW.`ready_items`);
END;
--> statement-breakpoint
CREATE TRIGGER `jobs_keep_their_log` AFTER UPDATE OF `status`, `stage`, `error_code` ON `jobs`
WHEN (NEW.`status`, NEW.`stage`, NEW.`error_code`) IS NOT (OLD.`status`, OLD.`stage`, OLD.`error_code`)
BEGIN
	INSERT INTO `job_events` (`job_id`, `at`, `status`, `stage`, `error_code`, `ready_items`)
	VALUES (NEW.`id`, CAST(unixepoch('subsec') * 1000 AS INTEGER), NEW.`status`, NEW.`stage`, NEW.`error_code`, NEW.`ready_items`);
END;
--> statement-breakpoint
CREATE TRIGGER `audit_log_is_written_once` BEFORE UPDATE ON `audit_log`
WHEN OLD.`outcome` IS NOT NULL OR (NEW.`at`, NEW.`who`, NEW.`role`, NEW.`via`, NEW.`action`, NEW.`target`, NEW.`before`)
	IS NOT (OLD.`at`, OLD.`who`, OLD.`role`, OLD.`via`, OLD.`action`, OLD.`target`, OLD.`before`)
BEGIN
	SELECT RAISE(ABORT, 'the audit log is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_log_is_kept` BEFORE DELETE ON `audit_log`
BEGIN
	SELECT RAISE(ABORT, 'the audit log is append-only');
END;
--> statement-breakpoint
-- Batches that were made before there was a table of them.
INSERT INTO `redeem_batches` (`id`, `prefix`, `count`, `credits`, `created_at`, `expires_at`)
SELECT `batch_id`, substr(min(`visible_prefix`), 1, length(min(`visible_prefix`)) - 4), count(*), min(`credits`), min(`created_at`), min(`expires_at`)
FROM `redeem_codes` GROUP BY `batch_id`;
