import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const user = `(select nullif(current_setting('portolan.user_id', true), '')::uuid)`;

/** What a person chose of how the page speaks and looks: theirs in every tenant, and nobody else's business. */
export class M0027Preferences extends Migration {
  override up(): void {
    this.addSql(`
      create table user_preferences (
        user_id uuid primary key references users on delete cascade,
        preferences jsonb not null,
        updated_at timestamptz not null default now()
      );
      alter table user_preferences enable row level security;
      create policy own on user_preferences to ${APP_ROLE} using (user_id = ${user}) with check (user_id = ${user});
      grant select, insert, update on user_preferences to ${APP_ROLE};
    `);
  }
}
