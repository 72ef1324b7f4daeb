import type { AuditVerification, VerifyAuditInput } from '@portolan/contract';
import type { SystemDatabase } from '@portolan/db';
import type { Services } from '../context.ts';
import type { Attestation } from './attestation.ts';
import { ATTESTATIONS } from './attestation-statements.ts';
import { INSTALLATION_CHAIN } from './chain.ts';
import { CHAIN_COLUMNS, type ChainRow } from './chain-rows.ts';
import { anchorOf, type ChainReader, verifyChain } from './verify-chain.ts';
import type { HeadRow } from './verify-statements.ts';

/** Whether the events of the installation itself are as they were written. For its owner: no tenant may read them. */
export function verifyInstallation(
  { db, keyring }: Pick<Services, 'db' | 'keyring'>,
  input: VerifyAuditInput = {},
): Promise<AuditVerification> {
  return verifyChain(keyring, ownersReader(db), anchorOf(input));
}

function ownersReader(db: SystemDatabase): ChainReader {
  return {
    chainId: INSTALLATION_CHAIN,
    attestations: (after, limit) =>
      db.ownerTransaction((em) => em.execute<Attestation[]>(ATTESTATIONS, [INSTALLATION_CHAIN, after, limit])),
    head: async () => (await db.ownerTransaction((em) => em.execute<HeadRow[]>(HEAD, [INSTALLATION_CHAIN])))[0],
    links: (after, end, limit) => db.ownerTransaction((em) => em.execute<ChainRow[]>(LINKS, [after, end, limit])),
  };
}

const HEAD = `
  select c.seq::float8 as seq, c.hash, behind.id as "behindId", behind.seq::float8 as "behindSeq",
         outside.id as "outsideId", outside.seq::float8 as "outsideSeq"
  from (select) here
  left join audit_chains c on c.id = ?
  left join lateral (
    select id, seq from audit_events where tenant_id is null and seq > coalesce(c.seq, 0) order by seq limit 1
  ) behind on true
  left join lateral (
    select id, seq from audit_events where tenant_id is null and (seq is null or seq < 1) order by created_at limit 1
  ) outside on true`;

const LINKS = `
  select ${CHAIN_COLUMNS} from audit_events
  where tenant_id is null and seq > ? and seq <= ?
  order by audit_events.seq limit ?`;
