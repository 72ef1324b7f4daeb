import type { EntityManager } from '@portolan/db';
import { type Claim, LEASE_SECONDS } from '../claims/index.ts';
import type { TargetColumns } from '../hypervisors/index.ts';

/** A hypervisor that this process alone looks after. */
export interface ClaimedHost extends Claim {
  host: TargetColumns;
}

const FREE = `
  update hypervisors h set claimed_by = ?::uuid, claimed_until = now() + interval '${LEASE_SECONDS} seconds'
  where h.id in (
    select id from hypervisors where claimed_until is null or claimed_until < now() for update skip locked)
  returning h.id, '' as "tenantId", h.claimed_by as claim,
    jsonb_build_object('id', h.id, 'uri', h.uri, 'username', h.username, 'pools', h.pools,
      'encryptedCredential', h.encrypted_credential, 'credentialKeyId', h.credential_key_id) as host`;

export function claimHosts(em: EntityManager): Promise<ClaimedHost[]> {
  return em.execute<ClaimedHost[]>(FREE, [crypto.randomUUID()]);
}
