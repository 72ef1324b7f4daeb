import { MONITORING_DEFAULTS, type MonitoringDefaults, SetMonitoringDefaultsInput } from '@portolan/contract';
import { type EntityManager, SettingEntity } from '@portolan/db';

/** In the settings of the tenant's own database. */
const KEY = 'monitoring';
const WRITE = `
  insert into settings (key, value, updated_at) values (?, ?::jsonb, now())
  on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`;

/** What a tenant has chosen for its connections; the product's own where it has chosen nothing. */
export async function readDefaults(em: EntityManager): Promise<MonitoringDefaults> {
  const row = await em.findOne(SettingEntity, { key: KEY });
  const parsed = SetMonitoringDefaultsInput.safeParse({ ...MONITORING_DEFAULTS, ...Object(row?.value) });
  return parsed.success ? parsed.data : MONITORING_DEFAULTS;
}

export async function writeDefaults(em: EntityManager, value: MonitoringDefaults): Promise<void> {
  await em.execute(WRITE, [KEY, JSON.stringify(value)], 'run');
}
