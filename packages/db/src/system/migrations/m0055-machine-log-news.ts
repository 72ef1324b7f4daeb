import { Migration } from '../../migration.ts';
import { CHANGES } from '../changes/channel.ts';

/** Whoever reads the log of a machine hears at once of what is written to it, by whichever process. */
export class M0055MachineLogNews extends Migration {
  override up(): void {
    this.addSql(`
      create function tell_machine_log() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        perform pg_notify('${CHANGES}', 'vm-log:' || written.vm_id) from (select distinct vm_id from added) written;
        return null;
      end $$;
      create trigger tell_log after insert on vm_events referencing new table as added
        for each statement execute function tell_machine_log();
    `);
  }
}
