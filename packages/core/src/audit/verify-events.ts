import type { AuditVerification, VerifyAuditInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import type { Attestation } from './attestation.ts';
import { attestationsStatement } from './attestation-statements.ts';
import type { ChainRow } from './chain-rows.ts';
import type { SealRow } from './seals.ts';
import { anchorOf, type ChainReader, verifyChain } from './verify-chain.ts';
import { type HeadRow, headStatement, linksStatement, sealsStatement } from './verify-statements.ts';

/** Whether the tenant's audit log is as it was written; read under row-level security, a page at a time. */
export function verifyEvents(
  ctx: Pick<TenantContext, 'services' | 'tenant'>,
  input: VerifyAuditInput,
): Promise<AuditVerification> {
  const { db, keyring } = ctx.services;
  const reader: ChainReader = {
    chainId: ctx.tenant.id,
    seals: () => db.read<SealRow>(sealsStatement, [ctx.tenant.id]),
    head: async () => (await db.read<HeadRow>(headStatement, [ctx.tenant.id]))[0],
    links: (after, end, limit) => db.read<ChainRow>(linksStatement, [ctx.tenant.id, after, end, limit]),
    attestations: (after, limit) => db.read<Attestation>(attestationsStatement, [ctx.tenant.id, after, limit]),
  };
  return verifyChain(keyring, reader, anchorOf(input));
}
