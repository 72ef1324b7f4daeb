import { Migration } from '../../migration.ts';

/** What machines write to their consoles stands in their logs, with how far it was read. */
export class M0053MachineConsoles extends Migration {
  override up(): void {
    this.addSql(`
      alter table vm_events add column is_console boolean not null default false;
      create index vm_events_kind on vm_events (vm_id, is_console, seq);
      alter table vms add column console_from text, add column console_rest text not null default '',
        add column looked_at timestamptz;
    `);
  }
}
