import { randomUUID } from 'node:crypto';
import type { VmAction, VmStatus } from '@portolan/contract';
import type { Site, Tenant } from './site.ts';

/** A hypervisor that nobody reaches, and nobody looks after: it is taken, and its machines stay as they are planted. */
export async function plantHypervisor(site: Site, name = 'quay'): Promise<string> {
  const id = randomUUID();
  const pools = { machines: 'portolan-machines', templates: 'portolan-templates', images: 'portolan-images' };
  const capacity = { cpu: 8, cpuUsed: 2, memoryGb: 16, memoryGbUsed: 2, diskGb: 500, diskGbFree: 300 };
  await site.database.query(
    `insert into hypervisors (id, name, uri, pools, capacity, version, reachable, last_seen_at, claimed_by, claimed_until)
     values ($1, $2, 'qemu+tcp://127.0.0.1:9/system', $3::jsonb, $4::jsonb, 'QEMU 7.2.0, libvirt 9.0.0', true,
       now() + interval '1 day', gen_random_uuid(), now() + interval '1 day')`,
    [id, name, JSON.stringify(pools), JSON.stringify(capacity)],
  );
  return id;
}

export async function plantTemplate(site: Site, hypervisorId: string, name: string): Promise<string> {
  const id = randomUUID();
  await site.database.query(
    `insert into vm_templates (id, hypervisor_id, volume, name, description, cpu, memory_mib, disk_mib)
     values ($1, $2, $3, $3, 'Debian 13', 2, 512, 4096)`,
    [id, hypervisorId, name],
  );
  return id;
}

interface PlantedVm {
  name: string;
  status: VmStatus;
  pending?: VmAction;
  failure?: string;
  ipAddress?: string;
  progress?: { bytes: number; total: number | null };
  isoUrl?: string;
}

/** A machine, straight into the database: what counts is how it looks. */
export async function plantVm(site: Site, tenant: Tenant, hypervisorId: string, vm: PlantedVm): Promise<string> {
  const id = randomUUID();
  const source = vm.isoUrl ? ['iso', null, vm.isoUrl] : ['template', 'alpine', null];
  const told = [vm.status, vm.pending ?? null, vm.failure ?? null, vm.ipAddress ?? null];
  const fetched = [vm.progress?.bytes ?? null, vm.progress?.total ?? null];
  const isMade = vm.status === 'RUNNING' || vm.status === 'STOPPED';
  await site.database.query(
    `insert into vms (id, tenant_id, hypervisor_id, owner_id, name, told_name, source_type, template_name, iso_url, status,
       pending, failure, ip_address, progress_bytes, progress_total, step, cpu, memory_mib, disk_mib, next_at)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 2, 512, 20480, now() + interval '1 hour')`,
    [id, tenant.id, hypervisorId, randomUUID(), vm.name, ...source, ...told, ...fetched, isMade ? 'made' : 'asked'],
  );
  return id;
}

export async function plantLog(
  site: Site,
  tenant: Tenant,
  id: string,
  { level, message }: { level: string; message: string },
): Promise<void> {
  const values = [tenant.id, id, level, message];
  await site.database.query('insert into vm_events (tenant_id, vm_id, level, message) values ($1, $2, $3, $4)', values);
}
