import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;

/**
 * On which days (of UTC) a key was used, from where and with which of its secrets. An address that is one too many for
 * its day is kept without: as the empty one, which stands for all of these.
 */
export class M0050KeyUses extends Migration {
  override up(): void {
    this.addSql(`
      create table api_key_uses (
        tenant_id uuid not null,
        api_key_id uuid not null references api_keys on delete cascade,
        day date not null,
        address text not null,
        generation integer not null,
        first_at timestamptz not null default now(),
        last_at timestamptz not null default now(),
        primary key (api_key_id, day, address, generation)
      );
      create index api_key_uses_day on api_key_uses (day);
      create index api_key_uses_tenant on api_key_uses (tenant_id);
      alter table api_key_uses enable row level security;
      create policy tenant on api_key_uses to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant});
      grant select, insert, update (last_at) on api_key_uses to ${APP_ROLE};
    `);
  }
}
