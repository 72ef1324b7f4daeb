import type { Services } from '../context.ts';
import { openHypervisor, type StoredHypervisor, sealHypervisor } from './credential.ts';

const OTHER_KEYS = `
  select id, uri, username, encrypted_credential as "encryptedCredential", credential_key_id as "credentialKeyId"
  from hypervisors where credential_key_id <> ?`;
const WRITE = `
  update hypervisors set encrypted_credential = ?, credential_key_id = ? where id = ? and encrypted_credential = ?`;

/** Encrypts the secrets of hypervisors under the current key that are under another; what no key opens stays as it is. */
export async function resealHypervisors({ db, keyring }: Pick<Services, 'db' | 'keyring'>): Promise<number> {
  const rows = await db.ownerTransaction((em) => em.execute<StoredHypervisor[]>(OTHER_KEYS, [keyring.current.id]));
  let resealed = 0;
  for (const row of rows) {
    const credential = await openHypervisor(keyring, row);
    if (credential === null || credential === 'unreadable') continue;
    const { text, keyId } = await sealHypervisor(keyring, row, credential);
    const { affectedRows } = await db.ownerTransaction((em) =>
      em.execute<{ affectedRows: number }>(WRITE, [text, keyId, row.id, row.encryptedCredential], 'run'),
    );
    resealed += affectedRows;
  }
  return resealed;
}
