import type { Hypervisor, HypervisorCapacity } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { AppError } from '../errors.ts';
import type { Keyring } from '../ports/index.ts';

export interface HypervisorRow {
  id: string;
  name: string;
  uri: string;
  username: string | null;
  pools: Hypervisor['pools'];
  isConfigured: boolean;
  encryptedCredential: string | null;
  credentialKeyId: string | null;
  reachable: boolean | null;
  failure: string | null;
  lastSeenAt: Date | string | null;
  version: string | null;
  capacity: HypervisorCapacity | null;
  strangers: number;
  machines: number;
  createdAt: Date | string;
}

/** Of `hypervisors h`. Machines that are on their way out are still on it. */
export const HYPERVISOR_COLUMNS = `
  h.id, h.name, h.uri, h.username, h.pools, h.is_configured as "isConfigured",
  h.encrypted_credential as "encryptedCredential", h.credential_key_id as "credentialKeyId", h.reachable, h.failure,
  h.last_seen_at as "lastSeenAt", h.version, h.capacity, h.strangers,
  (select count(*)::int from vms v where v.hypervisor_id = h.id) as machines, h.created_at as "createdAt"`;

const FIND = `select ${HYPERVISOR_COLUMNS} from hypervisors h where h.id = ?`;
const HOLD = 'select from hypervisors where id = ? for update';

export async function requireHypervisor(em: EntityManager, id: string): Promise<HypervisorRow> {
  const [row] = await em.execute<HypervisorRow[]>(FIND, [id]);
  if (!row) throw new AppError('NOT_FOUND', 'Hypervisor not found');
  return row;
}

/** Until the transaction ends it gets no machine. Those that it got while we waited are counted. */
export async function holdHypervisor(em: EntityManager, id: string): Promise<HypervisorRow> {
  await em.execute(HOLD, [id]);
  return requireHypervisor(em, id);
}

export function toHypervisor(keyring: Keyring, row: HypervisorRow): Hypervisor {
  const { encryptedCredential, credentialKeyId, lastSeenAt, createdAt, ...shown } = row;
  const credentialState = encryptedCredential === null ? 'none' : keyring.find(credentialKeyId ?? '') ? 'ready' : null;
  return {
    ...shown,
    credentialState: credentialState ?? 'unreadable',
    lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
  };
}

/** What the audit log keeps of one: nothing secret. */
export function auditedHypervisor({ name, uri, username, pools, encryptedCredential }: HypervisorRow) {
  return { name, uri, username, pools, hasCredential: encryptedCredential !== null };
}
