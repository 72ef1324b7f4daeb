import { Migration } from '../../migration.ts';

/**
 * Defaults of a tenant that are set, or copied for the first time, plan anew only the connections for which they change
 * something: the others keep the moments that their checks are spread over.
 */
export class M0045SteadyPlan extends Migration {
  override up(): void {
    this.addSql(`
      create or replace function plan_monitors() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      begin
        update public.connection_monitors m set enabled = p.enabled, interval_seconds = p.seconds,
          next_check_at = case when p.enabled and p.is_there
            then least(m.next_check_at, clock_timestamp() + random() * make_interval(secs => p.seconds))
            else m.next_check_at end
          from (
            select c.id, coalesce(c.monitoring_enabled, new.enabled) as enabled, c.deleted_at is null as is_there,
              coalesce(c.monitoring_interval, case when c.db_type::text in ('databricks', 'snowflake')
                then new.warehouse_interval_seconds else new.interval_seconds end) as seconds
            from public.data_connections c where c.tenant_id = new.tenant_id
          ) p
          where p.id = m.connection_id and (m.enabled, m.interval_seconds) is distinct from (p.enabled, p.seconds);
        update public.connection_monitors m set next_check_at = null, status = 'unknown', status_since = clock_timestamp(),
          failures = 0, successes = 0, slow = 0, fast = 0, outcome_since = null, quality_since = null, reasons = '{}'
          where m.tenant_id = new.tenant_id and not m.enabled and m.next_check_at is not null;
        return null;
      end $$;
    `);
  }
}
