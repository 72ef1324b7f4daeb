import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;

/**
 * Who wants to be told of what, the events that wait to be told, and the messages: each with the events in it, how often it
 * was tried, and what was answered. Of a certificate that ends it is known which end was told, and when.
 */
export class M0040Notifications extends Migration {
  override up(): void {
    this.addSql(`
      create table notification_rules (
        id uuid primary key,
        tenant_id uuid not null references tenants on delete cascade,
        name text not null,
        enabled boolean not null default true,
        events text[] not null,
        only_breaking boolean not null default false,
        filter jsonb not null,
        target jsonb not null,
        encrypted_target text,
        target_key_id text,
        former_secret_until timestamptz,
        last_message_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create unique index notification_rules_name on notification_rules (tenant_id, lower(name collate portolan_names));
      create table notification_outbox (
        seq bigint generated always as identity primary key,
        tenant_id uuid not null references tenants on delete cascade,
        rule_id uuid not null references notification_rules on delete cascade,
        event jsonb not null,
        created_at timestamptz not null default now()
      );
      create index notification_outbox_rule on notification_outbox (rule_id, seq);
      create index notification_outbox_tenant on notification_outbox (tenant_id);
      create table notification_deliveries (
        id uuid primary key,
        tenant_id uuid not null references tenants on delete cascade,
        rule_id uuid references notification_rules on delete set null,
        rule_name text not null,
        target text not null,
        message_id uuid not null,
        kind text not null check (kind in ('event', 'test', 'redelivery')),
        events jsonb not null,
        types text[] not null,
        count int not null,
        status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
        attempts int not null default 0,
        answer_code int,
        failure text,
        created_at timestamptz not null,
        last_attempt_at timestamptz,
        next_attempt_at timestamptz,
        ended_at timestamptz
      );
      create index notification_deliveries_log on notification_deliveries (tenant_id, created_at desc, id);
      create index notification_deliveries_rule on notification_deliveries (rule_id, status);
      alter table connection_monitors
        add column certificate_told timestamptz,
        add column certificate_told_at timestamptz;
    `);
    for (const table of ['notification_rules', 'notification_outbox', 'notification_deliveries']) {
      this.addSql(`
        alter table ${table} enable row level security;
        create policy tenant on ${table} to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant});
        grant select, insert, update, delete on ${table} to ${APP_ROLE};
      `);
    }
  }
}
