import type { Connection, CreateConnectionInput } from '@portolan/contract';
import { DataConnectionEntity, type DataConnectionRow } from '@portolan/db';
import { type AuditEntry, recordEvent } from '../audit/record-event.ts';
import type { Services, TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { assertNew } from './assert-new.ts';
import { audited } from './audited.ts';
import { credentialOf, NO_CREDENTIAL, sealCredential } from './credential.ts';
import { findOwner } from './find-owner.ts';
import { withHealth } from './health-columns.ts';
import { optionsFor } from './options.ts';
import { ownMonitoring } from './own-monitoring.ts';
import { toConnection } from './view.ts';

export async function createConnection(ctx: TenantContext, input: CreateConnectionInput): Promise<Connection> {
  const row = await buildConnection(ctx.services, ctx.tenant.id, ctx.principal.userId, input);
  const made = await mutate(ctx, async (em, held) => {
    if (input.ifNew) await assertNew(em, held, row.name);
    row.ownerId = await findOwner(em, held, input.ownerId);
    await em.insert(DataConnectionEntity, row);
    await recordEvent(em, held, creationOf(row));
    return withHealth(em, row);
  });
  return toConnection(ctx.services.keyring, made);
}

/** A new row, its credential sealed for it; not yet stored. */
export async function buildConnection(
  services: Pick<Services, 'keyring'>,
  tenantId: string,
  userId: string,
  input: CreateConnectionInput,
): Promise<DataConnectionRow> {
  const now = new Date();
  const base = {
    id: crypto.randomUUID(),
    tenantId,
    name: input.name,
    description: input.description || null,
    dbType: input.dbType,
    host: input.host,
    port: input.port,
    databaseName: input.databaseName || null,
    username: input.username || null,
    useSsl: input.useSsl ?? false,
    options: optionsFor(input.dbType, input.options ?? null),
    environment: input.environment ?? 'other',
    tags: input.tags ?? [],
    ownerId: null,
    ...ownMonitoring(input.monitoring),
    snapshotRefresh: input.snapshotRefresh ?? null,
    createdByUserId: userId,
    lastTestedAt: null,
    lastTestResult: null,
    lastTestMessage: null,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  const credential = credentialOf(input);
  const stored = credential ? await sealCredential(services.keyring, base, credential) : NO_CREDENTIAL;
  return { ...base, ...stored } as DataConnectionRow;
}

/** The event of a row that is new. */
export function creationOf(row: DataConnectionRow): AuditEntry {
  const details = { name: row.name, dbType: row.dbType, after: audited(row) };
  return { action: 'connections:create', entityType: 'connection', entityId: row.id, details };
}
