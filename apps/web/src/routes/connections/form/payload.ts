import type {
  Connection,
  ConnectionOptions,
  CreateConnectionInput,
  TestConnectionInput,
  UpdateConnectionInput,
} from '@portolan/contract';
import type { ConnectionDraft } from './draft.ts';
import { verifies } from './tls.ts';

/** Options of the saved connection that the dialog has no field for; they must survive an edit. */
type Kept = Pick<ConnectionOptions, 'sslCert'>;

const orNull = (value: string) => (value === '' ? null : value);
const set = <K extends string>(key: K, value: string) =>
  value.trim() ? ({ [key]: value.trim() } as Record<K, string>) : {};

function tlsOptions(draft: ConnectionDraft, kept: Kept): ConnectionOptions {
  const trust = verifies(draft.sslMode) ? set('sslCa', draft.sslCa) : {};
  const identity = kept.sslCert && draft.sslMode !== 'disable' ? { sslCert: kept.sslCert } : {};
  return { ...trust, ...identity };
}

export function toOptions(draft: ConnectionDraft, kept: Kept = {}): ConnectionOptions {
  switch (draft.dbType) {
    case 'postgresql':
    case 'mysql':
      return { sslMode: draft.sslMode, ...tlsOptions(draft, kept), ...set('schema', draft.schema) };
    case 'sqlserver':
      return {
        encrypt: draft.sslMode !== 'disable',
        trustServerCertificate: draft.sslMode === 'require',
        // Its own two switches cannot say this one.
        ...(draft.sslMode === 'verify-ca' && { sslMode: draft.sslMode }),
        ...tlsOptions(draft, kept),
        ...set('instanceName', draft.instanceName),
      };
    case 'databricks':
      return set('httpPath', draft.httpPath);
    case 'snowflake':
      return {
        ...set('account', draft.account),
        ...set('warehouse', draft.warehouse),
        ...set('role', draft.role),
        ...set('schema', draft.schema),
      };
  }
}

/** Blank keeps what is stored, the explicit removal sends `''`, anything typed replaces. Databricks signs in with a token. */
function secretOf(draft: ConnectionDraft) {
  if (draft.removePassword) return { password: '' };
  if (draft.password === '') return {};
  if (draft.dbType === 'databricks') return { credential: { type: 'token' as const, token: draft.password } };
  return { password: draft.password };
}

function targetOf(draft: ConnectionDraft, kept?: Kept) {
  return {
    host: draft.host.trim(),
    port: draft.port.trim() === '' ? Number.NaN : Number(draft.port),
    databaseName: orNull(draft.databaseName.trim()),
    username: orNull(draft.username),
    useSsl: draft.dbType === 'databricks' || draft.dbType === 'snowflake' || draft.sslMode !== 'disable',
    dbType: draft.dbType,
    options: toOptions(draft, kept),
    ...secretOf(draft),
  };
}

export function toCreateInput(draft: ConnectionDraft): CreateConnectionInput {
  const named = { name: draft.name.trim(), description: orNull(draft.description.trim()) };
  return { ...named, ...targetOf(draft) } as CreateConnectionInput;
}

export function toUpdateInput(draft: ConnectionDraft, saved: Connection): UpdateConnectionInput {
  const named = { name: draft.name.trim(), description: orNull(draft.description.trim()) };
  return { id: saved.id, ...named, ...targetOf(draft, keptOf(draft, saved)) };
}

/** A blank password borrows the stored one, which the server lends only to the unchanged destination. */
export function toTestInput(draft: ConnectionDraft, saved: Connection | null): TestConnectionInput {
  const borrow = saved?.hasCredential && draft.password === '' && !draft.removePassword;
  const { password, ...target } = { password: undefined, ...targetOf(draft, saved ? keptOf(draft, saved) : undefined) };
  return {
    ...target,
    ...(password && { password }),
    ...(saved && borrow && { connectionId: saved.id }),
  } as TestConnectionInput;
}

function keptOf(draft: ConnectionDraft, saved: Connection): Kept {
  return saved.dbType === draft.dbType && saved.options?.sslCert ? { sslCert: saved.options.sslCert } : {};
}
