import type { ConnectionFacetsInput } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { SCOPE } from '../paged-read.ts';
import { credentialStateOf } from './credential.ts';
import type { ConnectionFilter } from './filter-conditions.ts';
import type { ConnectionViewRow } from './view.ts';

type Bound = Pick<ConnectionViewRow, 'id' | 'dbType' | 'host' | 'port' | 'useSsl' | 'options'> & {
  credentialDestination: string;
  credentialKeyId: string;
};

const BOUND: Statement = {
  name: 'connections-bound',
  text: `
    select r.* from ${SCOPE} cross join lateral (
      select id, db_type as "dbType", host, port, use_ssl as "useSsl", options,
        credential_destination as "credentialDestination", credential_key_id as "credentialKeyId"
      from data_connections c
      where c.tenant_id = scope.tenant_id and c.credential_destination is not null and c.credential_key_id = any($2::text[])
      offset 0
    ) r`,
};

/**
 * Which credentials are sealed no SQL can tell, as a place has many spellings: it is looked up first, where somebody asks
 * for those that are sealed or for those that are not.
 */
export async function withStates(ctx: TenantContext, filter: ConnectionFacetsInput): Promise<ConnectionFilter> {
  const { credentialState } = filter;
  if (!credentialState || credentialState === 'none') return filter;
  const { keyring, db } = ctx.services;
  const keyIds = keyring.all.map(({ id }) => id);
  if (credentialState === 'unreadable') return { ...filter, states: { keyIds, sealed: [] } };
  const rows = await db.read<Bound>(BOUND, [ctx.tenant.id, keyIds]);
  const isSealed = (row: Bound) => credentialStateOf(keyring, { ...row, options: row.options ?? null }) === 'sealed';
  return { ...filter, states: { keyIds, sealed: rows.filter(isSealed).map(({ id }) => id) } };
}
