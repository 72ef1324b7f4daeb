import { hypervisorTarget, type Keyring, resealCredential, type TargetColumns } from '@portolan/core';
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
    await assertKey(keyring, row.credentialKeyId, async () => (await resealCredential(keyring, row)) !== null);
  }
  // A backup of an older version has none.
  const { rows: known } = await client.query("select 1 where to_regclass('hypervisors') is not null");
  const hosts = known.length > 0 ? await client.query(ONE_HOST_EACH) : { rows: [] };
  for (const row of hosts.rows as (TargetColumns & { credentialKeyId: string })[]) {
    await assertKey(keyring, row.credentialKeyId, async () => !('code' in (await hypervisorTarget(keyring, row))));
  }
}

async function assertKey(keyring: Keyring, id: string, opens: () => Promise<boolean>): Promise<void> {
  if (!keyring.find(id)) throw new BackupError(`ENCRYPTION_KEY lacks what this backup needs, the key ${id}`);
  if (await opens()) return;
  throw new BackupError(`What is under the key ${id} does not open with it: the backup is damaged`);
}

const ONE_EACH = `
  select distinct on (credential_key_id) id, tenant_id as "tenantId", encrypted_credential as "encryptedCredential",
         credential_key_id as "credentialKeyId", credential_destination as "credentialDestination"
  from data_connections where encrypted_credential is not null order by credential_key_id, id`;

const ONE_HOST_EACH = `
  select distinct on (credential_key_id) id, uri, username, pools, encrypted_credential as "encryptedCredential",
         credential_key_id as "credentialKeyId"
  from hypervisors where encrypted_credential is not null order by credential_key_id, id`;
