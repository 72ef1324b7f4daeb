import { Migration } from '../../migration.ts';

/** Whether a target was sent something within the last minute is asked before each message. */
export class M0041NotificationAttempts extends Migration {
  override up(): void {
    this.addSql(
      'create index notification_deliveries_attempts on notification_deliveries (rule_id, last_attempt_at desc)',
    );
  }
}
