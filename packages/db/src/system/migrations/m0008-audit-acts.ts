import { Migration } from '../../migration.ts';

/** The outcome of an act itself: one that uses a secret is started before it is done, and may fail. */
export class M0008AuditActs extends Migration {
  override up(): void {
    this.addSql(`
      alter table audit_events drop constraint audit_events_outcome_check;
      alter table audit_events add constraint audit_events_outcome_check
        check (outcome in ('success', 'failure', 'denied', 'started'));
    `);
  }
}
