import { Migration } from '../../migration.ts';

/** Which connections are being read on schedule is found without looking at all that are not. */
export class M0044ClaimedSchedules extends Migration {
  override up(): void {
    this.addSql(
      'create index snapshot_schedules_claimed on snapshot_schedules (tenant_id) where claimed_until is not null',
    );
  }
}
