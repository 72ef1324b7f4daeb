import { type Keyring, resealCredential } from '@portolan/core';
import { BackupError } from '@portolan/db';

interface Client {
  query(sql: string): Promise<{ rows: unknown[] }>;
}

interface Sealed {
  id: string;
  tenantId: string;
  encryptedCredential: string;
  credentialKeyId: string;
  credentialDestination: string;
}

/** Opens one credential of each key, before anything that was loaded counts. */
export async function assertOpens(client: Client, keyring: Keyring): Promise<void> {
  const { rows } = await client.query(ONE_EACH);
  for (const row of rows as Sealed[]) {
    if (!keyring.find(row.credentialKeyId))
      throw new BackupError(`ENCRYPTION_KEY lacks what this backup needs, the key ${row.credentialKeyId}`);
    if ((await resealCredential(keyring, row)) === null)
      throw new BackupError(
        `What is under the key ${row.credentialKeyId} does not open with it: the backup is damaged`,
      );
  }
}

const ONE_EACH = `
  select distinct on (credential_key_id) id, tenant_id as "tenantId", encrypted_credential as "encryptedCredential",
         credential_key_id as "credentialKeyId", credential_destination as "credentialDestination"
  from data_connections where encrypted_credential is not null order by credential_key_id, id`;
