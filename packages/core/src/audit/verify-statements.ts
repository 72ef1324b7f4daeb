import type { Statement } from '@portolan/db';
import { SCOPE } from '../paged-read.ts';
import { CHAIN_COLUMNS } from './chain-rows.ts';
import { SEAL_COLUMNS } from './seals.ts';

export interface HeadRow {
  seq: number | null;
  hash: string | null;
  /** The first event behind the head. */
  behindId: string | null;
  behindSeq: number | null;
  /** An event without a place in the chain. */
  outsideId: string | null;
  outsideSeq: number | null;
}

/** The head of the chain of tenant $1, and what stands where no event belongs: all of one moment. */
export const headStatement: Statement = {
  name: 'audit-head',
  text: `
    select c.seq::float8 as seq, c.hash, behind.id as "behindId", behind.seq::float8 as "behindSeq",
           outside.id as "outsideId", outside.seq::float8 as "outsideSeq"
    from ${SCOPE}
    left join lateral (select seq, hash from audit_chains where id = scope.tenant_id offset 0) c on true
    left join lateral (
      select id, seq from audit_events
      where tenant_id = scope.tenant_id and seq > coalesce(c.seq, 0)
      order by seq limit 1
    ) behind on true
    left join lateral (
      select id, seq from audit_events
      where tenant_id = scope.tenant_id and (seq is null or seq < 1)
      order by created_at limit 1
    ) outside on true`,
};

/** The seals of the chain of tenant $1, and that of the beginning. */
export const sealsStatement: Statement = {
  name: 'audit-seals',
  text: `select r.* from ${SCOPE} cross join lateral (
    select ${SEAL_COLUMNS} from audit_seals where chain_id = scope.tenant_id or kind = 'begun' offset 0) r`,
};

/** The events of tenant $1 behind place $2 and up to place $3, at most $4. */
export const linksStatement: Statement = {
  name: 'audit-links',
  text: `
    select r.*
    from ${SCOPE}
    cross join lateral (
      select ${CHAIN_COLUMNS} from audit_events
      where tenant_id = scope.tenant_id and seq > $2 and seq <= $3
      order by audit_events.seq limit $4
    ) r`,
};
