import type { Connection, UpdateConnectionInput } from '@portolan/contract';
import type { DataConnectionRow } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { assertVersion, nextVersion, stepOf } from '../versions/index.ts';
import { audited, difference } from './audited.ts';
import { credentialOf, NO_CREDENTIAL, sealCredential } from './credential.ts';
import { wholeBinding } from './destination.ts';
import { requireConnection } from './find-connection.ts';
import { findOwner } from './find-owner.ts';
import { optionsFor } from './options.ts';
import { sameTarget } from './same-target.ts';
import { toConnection } from './view.ts';

/**
 * Changes what the input names. A credential that is not sent stays bound to the destination it was entered for: when
 * that changed, it is sealed until somebody enters it again. The outcome of the last test goes with what was tested.
 */
export function updateConnection(ctx: TenantContext, input: UpdateConnectionInput): Promise<Connection> {
  return mutate(ctx, async (em, held) => {
    const row = await requireConnection(em, held, input.id, { forUpdate: true });
    await assertVersion(em, held, { type: 'connection', ...row }, input.expectedUpdatedAt);
    const [former, before] = [audited(row), { ...row }];
    // Of those bound before trust anchors counted: whom it trusts now is about to be what it trusted.
    if (row.credentialDestination) row.credentialDestination = wholeBinding(row.credentialDestination, bound(row));
    applyFields(row, input);
    if (input.ownerId !== undefined) row.ownerId = await findOwner(em, held, input.ownerId);
    const credential = credentialOf(input);
    if (credential !== undefined) {
      const stored = credential ? await sealCredential(ctx.services.keyring, bound(row), credential) : NO_CREDENTIAL;
      Object.assign(row, stored);
    }
    if (!sameTarget(before, row)) Object.assign(row, UNTESTED);
    row.updatedAt = nextVersion(before.updatedAt);
    await em.flush();
    const { changed, ...states } = difference(former, audited(row));
    if (credential !== undefined) changed.push('credential');
    const details = { name: row.name, changed, ...states, ...stepOf(before.updatedAt, row.updatedAt) };
    const entry = { action: 'connections:update', entityType: 'connection', entityId: row.id, details } as const;
    await recordEvent(em, held, entry);
    return toConnection(ctx.services.keyring, row);
  });
}

/** What a test found out is no longer about this connection once it leads elsewhere. */
const UNTESTED = { lastTestedAt: null, lastTestResult: null, lastTestMessage: null };

const NULLABLE = ['description', 'databaseName', 'username'] as const;
const REQUIRED = ['name', 'dbType', 'host', 'port', 'useSsl', 'environment', 'tags'] as const;

/** Writes the named fields into the row. */
function applyFields(row: DataConnectionRow, input: UpdateConnectionInput): void {
  const fields = Object.entries(input).filter(([, value]) => value !== undefined);
  const former = row.dbType;
  const values = Object.fromEntries(fields) as Partial<UpdateConnectionInput>;
  for (const key of REQUIRED) if (key in values) Object.assign(row, { [key]: values[key] });
  for (const key of NULLABLE) if (key in values) row[key] = values[key] || null;
  // Options belong to a kind: those that stay behind after a change of kind must still make sense.
  if (values.options === undefined && row.dbType === former) return;
  row.options = optionsFor(row.dbType, values.options === undefined ? (row.options ?? null) : values.options);
}

function bound(row: DataConnectionRow) {
  return { ...row, options: row.options ?? null };
}
