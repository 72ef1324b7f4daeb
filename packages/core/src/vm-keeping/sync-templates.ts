import type { TemplateVolume } from '@portolan/compute';
import { GB_STEP } from '@portolan/contract';
import { toMib } from '../vms/index.ts';
import type { KeepingServices } from './working.ts';

const USUAL = { cpu: 1, memoryMib: 512 } as const;
const STEP_MIB = toMib(GB_STEP);
/** What people have changed of one stays, while its volume is gone as well. */
const UPSERT = `
  insert into vm_templates as t (id, hypervisor_id, volume, name, cpu, memory_mib, disk_mib)
  select gen_random_uuid(), ?, r.volume, r.name, ${USUAL.cpu}, ${USUAL.memoryMib}, r.disk
  from jsonb_to_recordset(?::jsonb) as r(volume text, name text, disk int)
  on conflict (hypervisor_id, volume) do update set disk_mib = excluded.disk_mib, gone_at = null
  where (t.disk_mib, t.gone_at) is distinct from (excluded.disk_mib, null)`;
const GONE = `
  update vm_templates set gone_at = now()
  where hypervisor_id = ? and gone_at is null and volume not in (
    select volume from jsonb_to_recordset(?::jsonb) as r(volume text))`;

/** Keeps what a pool of templates holds; a new volume is called by its file until somebody calls it something else. */
export async function syncTemplates(
  { db }: Pick<KeepingServices, 'db'>,
  hypervisorId: string,
  volumes: readonly TemplateVolume[],
): Promise<void> {
  const rows = volumes.map(({ volume, diskMib }) => ({
    volume,
    name: volume.replace(/\.(?:qcow2|img|raw)$/, ''),
    disk: Math.ceil(diskMib / STEP_MIB) * STEP_MIB,
  }));
  const text = JSON.stringify(rows);
  await db.ownerTransaction(async (em) => {
    await em.execute(UPSERT, [hypervisorId, text], 'run');
    await em.execute(GONE, [hypervisorId, text], 'run');
  });
}
