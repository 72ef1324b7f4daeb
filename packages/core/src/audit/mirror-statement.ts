import type { Statement } from '@portolan/db';

/** An event in the columns of the activity log, its place in the chain beside it. */
export interface MirrorRow {
  seq: number;
  id: string;
  action: string;
  entity_type: string | null;
  entity_id: string | null;
  details: Record<string, unknown>;
  /** UTC, without a zone, as the column has it. */
  created_at: string;
}

/** The events of tenant $1 behind place $2 of its chain, in order, at most $3. */
export const mirrorStatement: Statement = {
  name: 'audit-mirror',
  text: `
    select e.*
    from (select set_config('portolan.tenant_id', $1, true)::uuid as tenant_id offset 0) scope
    cross join lateral (
      select a.seq::float8 as seq, a.id, a.action, a.entity_type, a.entity_id,
             coalesce(a.details, '{}') || jsonb_build_object(
               'outcome', a.outcome, 'seq', a.seq, 'actorUserId', a.actor_user_id, 'actorApiKeyId', a.actor_api_key_id
             ) as details,
             (a.created_at at time zone 'UTC')::text as created_at
      from audit_events a
      where a.tenant_id = scope.tenant_id and a.seq > $2
      order by a.seq
      limit $3
    ) e`,
};
