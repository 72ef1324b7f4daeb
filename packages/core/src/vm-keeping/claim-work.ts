import type { VmAction, VmStatus } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { type Claim, LEASE_SECONDS } from '../claims/index.ts';
import type { TargetColumns } from '../hypervisors/index.ts';
import type { VmStep } from '../vms/index.ts';

/** A machine that this process alone does something about now. */
export interface ClaimedVm extends Claim {
  /** The hypervisor that has it, or will. */
  hypervisorId: string;
  host: TargetColumns;
  ownerId: string;
  name: string;
  toldName: string | null;
  status: VmStatus;
  step: VmStep;
  pending: VmAction | null;
  isDeleted: boolean;
  cpu: number;
  memoryMib: number;
  diskMib: number;
  sourceType: 'template' | 'iso';
  volume: string | null;
  isoUrl: string | null;
  isoSha256: string | null;
  /** How often it was tried in vain. */
  attempts: number;
}

const COLUMNS = `
  v.id, coalesce(v.tenant_id::text, '') as "tenantId", v.claimed_by as claim, v.hypervisor_id as "hypervisorId",
  v.owner_id as "ownerId", v.name, v.told_name as "toldName", v.status, v.step, v.pending,
  v.deleted_at is not null as "isDeleted", v.cpu, v.memory_mib as "memoryMib", v.disk_mib as "diskMib",
  v.source_type as "sourceType", v.volume, v.iso_url as "isoUrl", v.iso_sha256 as "isoSha256", v.attempts,
  jsonb_build_object('id', h.id, 'uri', h.uri, 'username', h.username, 'pools', h.pools,
    'encryptedCredential', h.encrypted_credential, 'credentialKeyId', h.credential_key_id) as host`;

/** Its image is to be fetched: that takes as long as somebody else's server wants it to. */
const FETCHES = "v.source_type = 'iso' and v.step = 'asked' and v.status = 'PROVISIONING' and v.deleted_at is null";
const DUE = 'v.has_work and v.next_at <= now() and (v.claimed_until is null or v.claimed_until < now())';

/**
 * Each hypervisor brings forward what has waited longest, up to its share: one that hangs keeps nobody else waiting. Images are fetched beside
 * that, up to a share of each tenant.
 */
const CLAIM = `
  with due as materialized (
    select d.* from hypervisors h cross join lateral (
      select v.id, v.next_at from vms v
      where v.hypervisor_id = h.id and ${DUE} and not (${FETCHES})
      order by v.next_at
      limit greatest(0, ?::int - coalesce((?::jsonb ->> h.id::text)::int, 0))
      for update skip locked
    ) d
  ), images as materialized (
    select d.* from (select distinct v.tenant_id from vms v where ${DUE} and ${FETCHES}) t cross join lateral (
      select v.id, v.next_at from vms v
      where v.tenant_id = t.tenant_id and ${DUE} and ${FETCHES}
      order by v.next_at
      limit greatest(0, ?::int - coalesce((?::jsonb ->> t.tenant_id::text)::int, 0))
      for update skip locked
    ) d
  ), picked as (
    (select id from due order by next_at limit ?::int) union all (select id from images order by next_at limit ?::int)
  )
  update vms v set claimed_by = ?::uuid, claimed_until = now() + interval '${LEASE_SECONDS} seconds'
  from picked p, hypervisors h where v.id = p.id and h.id = v.hypervisor_id
  returning ${COLUMNS}`;

/** How many more of a kind may be begun, of which each hypervisor, or each tenant, has its share. */
export interface Room {
  free: number;
  share: number;
  /** How many of each this process has. */
  held: Readonly<Record<string, number>>;
}

export function claimWork(em: EntityManager, work: Room, images: Room): Promise<ClaimedVm[]> {
  const shares = [work, images].flatMap(({ share, held }) => [share, JSON.stringify(held)]);
  return em.execute<ClaimedVm[]>(CLAIM, [...shares, work.free, images.free, crypto.randomUUID()]);
}

export function isFetching({ sourceType, step, status, isDeleted }: ClaimedVm): boolean {
  return sourceType === 'iso' && step === 'asked' && status === 'PROVISIONING' && !isDeleted;
}
