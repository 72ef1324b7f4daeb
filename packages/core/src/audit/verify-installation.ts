import type { AuditVerification, VerifyAuditInput } from '@portolan/contract';
import type { SystemDatabase } from '@portolan/db';
import type { Services } from '../context.ts';
import type { Attestation } from './attestation.ts';
import { ATTESTATIONS } from './attestation-statements.ts';
import { INSTALLATION_CHAIN } from './chain.ts';
import { CHAIN_COLUMNS, type ChainRow } from './chain-rows.ts';
import { SEAL_COLUMNS, type SealRow } from './seals.ts';
import { anchorOf, type ChainReader, verifyChain } from './verify-chain.ts';
import type { HeadRow } from './verify-statements.ts';

/** Whether the events of the installation itself are as they were written. For its owner: no tenant may read them. */
export function verifyInstallation(
  { db, keyring }: Pick<Services, 'db' | 'keyring'>,
  input: VerifyAuditInput = {},
): Promise<AuditVerification> {
  return verifyChain(keyring, ownersReader(db, INSTALLATION_CHAIN), anchorOf(input));
}

/** The same of any chain, whatever became of its tenant. */
export function verifyOwnersChain(
  { db, keyring }: Pick<Services, 'db' | 'keyring'>,
  chainId: string,
): Promise<AuditVerification> {
  return verifyChain(keyring, ownersReader(db, chainId), null);
}

function ownersReader(db: SystemDatabase, chainId: string): ChainReader {
  const whose = chainId === INSTALLATION_CHAIN ? 'tenant_id is null' : `tenant_id = '${chainId}'::uuid`;
  const read = <Row>(sql: string, values: unknown[]) => db.ownerTransaction((em) => em.execute<Row[]>(sql, values));
  return {
    chainId,
    attestations: (after, limit) => read<Attestation>(ATTESTATIONS, [chainId, after, limit]),
    seals: () =>
      read<SealRow>(`select ${SEAL_COLUMNS} from audit_seals where chain_id = ? or kind = 'begun'`, [chainId]),
    head: async () => (await read<HeadRow>(headOf(whose), [chainId]))[0],
    links: (after, end, limit) => read<ChainRow>(linksOf(whose), [after, end, limit]),
  };
}

const headOf = (whose: string) => `
  select c.seq::float8 as seq, c.hash, behind.id as "behindId", behind.seq::float8 as "behindSeq",
         outside.id as "outsideId", outside.seq::float8 as "outsideSeq"
  from (select) here
  left join audit_chains c on c.id = ?
  left join lateral (
    select id, seq from audit_events where ${whose} and seq > coalesce(c.seq, 0) order by seq limit 1
  ) behind on true
  left join lateral (
    select id, seq from audit_events where ${whose} and (seq is null or seq < 1) order by created_at limit 1
  ) outside on true`;

const linksOf = (whose: string) => `
  select ${CHAIN_COLUMNS} from audit_events
  where ${whose} and seq > ? and seq <= ?
  order by audit_events.seq limit ?`;
