import type { Services } from '../context.ts';
import { openTarget, type StoredTarget, sealTarget } from './target.ts';

const OTHER_KEYS = `
  select id, tenant_id as "tenantId", encrypted_target as "encryptedTarget", target_key_id as "targetKeyId"
  from notification_rules where target_key_id <> ?`;
const WRITE = `
  update notification_rules set encrypted_target = ?, target_key_id = ? where id = ? and encrypted_target = ?`;

/** Encrypts the targets of rules under the current key that are under another; what no key opens stays as it is. */
export async function resealTargets({ db, keyring }: Pick<Services, 'db' | 'keyring'>): Promise<number> {
  const rows = await db.ownerTransaction((em) => em.execute<StoredTarget[]>(OTHER_KEYS, [keyring.current.id]));
  let resealed = 0;
  for (const row of rows) {
    const secrets = await openTarget(keyring, row);
    if (!secrets) continue;
    const { text, keyId } = await sealTarget(keyring, row, secrets);
    const values = [text, keyId, row.id, row.encryptedTarget];
    const { affectedRows } = await db.ownerTransaction((em) =>
      em.execute<{ affectedRows: number }>(WRITE, values, 'run'),
    );
    resealed += affectedRows;
  }
  return resealed;
}
