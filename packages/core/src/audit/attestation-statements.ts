import type { Statement } from '@portolan/db';
import { SCOPE } from '../paged-read.ts';

const COLUMNS = `
  from_seq::float8 as "from", to_seq::float8 as "to", key_id as "keyId", encode(marks, 'hex') as marks, digest`;

/** The attestations of the chain of tenant $1 that end behind place $2, at most $3. */
export const attestationsStatement: Statement = {
  name: 'audit-attestations',
  text: `
    select r.*
    from ${SCOPE}
    cross join lateral (
      select ${COLUMNS} from audit_attestations
      where chain_id = scope.tenant_id and to_seq > $2 order by from_seq limit $3
    ) r`,
};

/** The same of any chain, for the owner. */
export const ATTESTATIONS = `
  select ${COLUMNS} from audit_attestations where chain_id = ? and to_seq > ? order by from_seq limit ?`;
