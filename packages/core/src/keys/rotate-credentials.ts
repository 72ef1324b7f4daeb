import { DataConnectionEntity, type DataConnectionRow } from '@portolan/db';
import { resealCredential, type StoredCredential } from '../connections/index.ts';
import type { Services } from '../context.ts';

const BATCH = 200;
/** Whoever changes a credential meanwhile wins; what they wrote under an old key is found by the next round. */
const ROUNDS = 20;

export interface RotatedCredentials {
  rotated: number;
  /** Those that no configured key opens: they are left as they are. */
  unreadable: number;
}

type Sealed = Pick<DataConnectionRow, 'id' | 'tenantId'> & StoredCredential;

/**
 * Encrypts every credential that is not under the current key anew, some at a time, each only if it is still what was
 * read. No row is locked while anything is computed, and readers never wait. May be cut short anywhere and run again.
 */
export async function rotateCredentials(
  services: Pick<Services, 'db' | 'keyring'>,
  onProgress: (credentials: number) => void = () => {},
): Promise<RotatedCredentials> {
  let rotated = 0;
  for (let round = 1; ; round++) {
    const { done, refused, lost } = await onePass(services, onProgress);
    rotated += done;
    if (lost === 0 || round === ROUNDS) return { rotated, unreadable: refused };
  }
}

async function onePass(services: Pick<Services, 'db' | 'keyring'>, onProgress: (credentials: number) => void) {
  const pass = { done: 0, refused: 0, lost: 0 };
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await waiting(services, after);
    const last = rows.at(-1);
    if (!last) return pass;
    after = last.id;
    const sealed = await Promise.all(rows.map((row) => reseal(services, row)));
    const ready = sealed.filter((change) => change !== null);
    const written = ready.length === 0 ? 0 : await write(services, ready);
    pass.done += written;
    pass.lost += ready.length - written;
    pass.refused += rows.length - ready.length;
    onProgress(written);
  }
}

function waiting({ db, keyring }: Pick<Services, 'db' | 'keyring'>, after: string): Promise<Sealed[]> {
  const where = { id: { $gt: after }, credentialKeyId: { $ne: keyring.current.id } };
  const fields = ['id', 'tenantId', 'encryptedCredential', 'credentialKeyId', 'credentialDestination'] as const;
  return db.ownerTransaction((em) =>
    em.find(DataConnectionEntity, where, { fields, orderBy: { id: 'asc' }, limit: BATCH }),
  );
}

interface Change {
  id: string;
  before: string;
  after: string;
}

async function reseal({ keyring }: Pick<Services, 'keyring'>, row: Sealed): Promise<Change | null> {
  const after = await resealCredential(keyring, row);
  return after === null ? null : { id: row.id, before: row.encryptedCredential ?? '', after };
}

async function write({ db, keyring }: Pick<Services, 'db' | 'keyring'>, changes: Change[]): Promise<number> {
  const result = await db.ownerTransaction((em) =>
    em.execute<{ affectedRows: number }>(WRITE, [keyring.current.id, JSON.stringify(changes)], 'run'),
  );
  return result.affectedRows;
}

const WRITE = `
  update data_connections c set encrypted_credential = change.after, credential_key_id = ?
  from jsonb_to_recordset(?::jsonb) as change(id uuid, before text, after text)
  where c.id = change.id and c.encrypted_credential = change.before`;
