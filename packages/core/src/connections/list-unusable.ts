import type { UnusableCredential } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { SCOPE } from '../paged-read.ts';
import { credentialStateOf } from './credential.ts';
import type { ConnectionViewRow } from './view.ts';

type Bound = Pick<
  ConnectionViewRow,
  'id' | 'name' | 'dbType' | 'host' | 'port' | 'useSsl' | 'options' | 'credentialDestination' | 'credentialKeyId'
>;

const BOUND: Statement = {
  name: 'connections-with-credential',
  text: `
    select r.* from ${SCOPE} cross join lateral (
      select id, name, db_type as "dbType", host, port, use_ssl as "useSsl", options,
        credential_destination as "credentialDestination", credential_key_id as "credentialKeyId"
      from data_connections c
      where c.tenant_id = scope.tenant_id and c.deleted_at is null and c.credential_destination is not null
      order by name, id offset 0
    ) r`,
};

/** The connections of the tenant whose credential has to be entered again, by name. */
export async function listUnusable({ services, tenant }: TenantContext): Promise<UnusableCredential[]> {
  const rows = await services.db.read<Bound>(BOUND, [tenant.id]);
  return rows.flatMap(({ credentialDestination = null, credentialKeyId = null, options = null, ...row }) => {
    const state = credentialStateOf(services.keyring, { ...row, credentialDestination, credentialKeyId, options });
    return state === 'sealed' || state === 'unreadable' ? [{ id: row.id, name: row.name, state }] : [];
  });
}
