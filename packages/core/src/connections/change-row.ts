import type { Credential, UpdateConnectionInput } from '@portolan/contract';
import type { DataConnectionRow } from '@portolan/db';
import type { AuditEntry } from '../audit/record-event.ts';
import type { Keyring } from '../ports/index.ts';
import { nextVersion, stepOf } from '../versions/index.ts';
import { audited, difference } from './audited.ts';
import { NO_CREDENTIAL, sealCredential } from './credential.ts';
import { wholeBinding } from './destination.ts';
import { optionsFor } from './options.ts';
import { ownMonitoring } from './own-monitoring.ts';
import { sameTarget } from './same-target.ts';

/** What is changed of a row; `ownerId` has been looked up, and a credential that is undefined stays. */
export interface RowChange {
  fields: Omit<UpdateConnectionInput, 'id' | 'password' | 'credential' | 'expectedUpdatedAt' | 'ownerId'>;
  ownerId?: string | null | undefined;
  credential?: Credential | null | undefined;
}

/**
 * Changes a row, and answers the event of it. A credential that is not sent stays bound to the destination it was entered
 * for: when that changed, it is sealed until somebody enters it again. The outcome of the last test goes with what was
 * tested.
 */
export async function changeRow(keyring: Keyring, row: DataConnectionRow, change: RowChange): Promise<AuditEntry> {
  const [former, before] = [audited(row), { ...row }];
  // Of those bound before trust anchors counted: whom it trusts now is about to be what it trusted.
  if (row.credentialDestination) row.credentialDestination = wholeBinding(row.credentialDestination, bound(row));
  applyFields(row, change.fields);
  if (change.ownerId !== undefined) row.ownerId = change.ownerId;
  const { credential } = change;
  if (credential !== undefined) {
    Object.assign(row, credential ? await sealCredential(keyring, bound(row), credential) : NO_CREDENTIAL);
  }
  if (!sameTarget(before, row)) Object.assign(row, UNTESTED);
  row.updatedAt = nextVersion(before.updatedAt);
  const { changed, ...states } = difference(former, audited(row));
  if (credential !== undefined) changed.push('credential');
  const details = { name: row.name, changed, ...states, ...stepOf(before.updatedAt, row.updatedAt) };
  return { action: 'connections:update', entityType: 'connection', entityId: row.id, details };
}

/** What a test found out is no longer about this connection once it leads elsewhere. */
const UNTESTED = { lastTestedAt: null, lastTestResult: null, lastTestMessage: null };

const NULLABLE = ['description', 'databaseName', 'username'] as const;
const REQUIRED = ['name', 'dbType', 'host', 'port', 'useSsl', 'environment', 'tags'] as const;

/** Writes the named fields into the row. */
export function applyFields(row: DataConnectionRow, input: RowChange['fields']): void {
  const fields = Object.entries(input).filter(([, value]) => value !== undefined);
  const former = row.dbType;
  const values = Object.fromEntries(fields) as RowChange['fields'];
  for (const key of REQUIRED) if (key in values) Object.assign(row, { [key]: values[key] });
  if (values.monitoring !== undefined) Object.assign(row, ownMonitoring(values.monitoring, row));
  if (values.snapshotRefresh !== undefined) row.snapshotRefresh = values.snapshotRefresh;
  for (const key of NULLABLE) if (key in values) row[key] = values[key] || null;
  // Options belong to a kind: those that stay behind after a change of kind must still make sense.
  if (values.options === undefined && row.dbType === former) return;
  row.options = optionsFor(row.dbType, values.options === undefined ? (row.options ?? null) : values.options);
}

function bound(row: DataConnectionRow) {
  return { ...row, options: row.options ?? null };
}
