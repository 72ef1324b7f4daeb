import { isId } from '@portolan/contract';
import type { EntityManager, Statement } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { SCOPE } from '../paged-read.ts';
import type { AuditEventView } from './view.ts';

/** More than the events of a page point at, but for a role with a crowd of holders. */
const MAX_NAMES = 500;

/** Names by ids; what has none, or is not for the reader, is left out. */
export type Names = Record<string, string>;

interface Named {
  id: string;
  name: string | null;
}

/** What the people, connections, roles and keys are called now that events of a tenant point at. */
export function eventNames(ctx: TenantContext, events: readonly AuditEventView[]): Promise<Names> {
  return namesOf(ctx, pointedAt(events));
}

export async function namesOf(ctx: TenantContext, ids: readonly string[]): Promise<Names> {
  if (ids.length === 0) return {};
  return named(
    await ctx.services.db.read<Named & Record<string, unknown>>(namesStatement, [ctx.tenant.id, asJson(ids)]),
  );
}

/** The same for events above all tenants, as the owner. */
export function installationNames(em: EntityManager, events: readonly AuditEventView[]): Promise<Names> {
  return installationNamesOf(em, pointedAt(events));
}

export async function installationNamesOf(em: EntityManager, ids: readonly string[]): Promise<Names> {
  if (ids.length === 0) return {};
  return named(await em.execute<Named[]>(ownersStatement, [asJson(ids)]));
}

function named(rows: readonly Named[]): Names {
  return Object.fromEntries(rows.flatMap(({ id, name }) => (name ? [[id, name]] : [])));
}

/** Every id that events hold: of who acted, of what they acted on, and those among their details. */
function pointedAt(events: readonly AuditEventView[]): string[] {
  const ids = new Set<string>();
  for (const { actorUserId, entityId, details } of events) {
    if (actorUserId) ids.add(actorUserId);
    if (entityId) ids.add(entityId);
    collect(details, ids);
  }
  return [...ids].slice(0, MAX_NAMES);
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    if (isId(value)) into.add(value.toLowerCase());
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) collect(one, into);
  }
}

const asJson = (ids: readonly string[]) => JSON.stringify(ids);

/**
 * Of a tenant its own rows and members alone. Never by `account_email`, which knows everybody: whoever names a connection
 * after a foreign id would learn whose it is.
 */
function namesIn(tenant: string | null): string {
  const own = (row: string) => (tenant === null ? '' : `and ${row}.tenant_id = ${tenant}`);
  const member =
    tenant === null ? '' : `and exists (select from memberships m where m.user_id = u.id and m.tenant_id = ${tenant})`;
  return `
  select w.id, coalesce(
    (select coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.email) from users u where u.id = w.id ${member}),
    (select c.name from data_connections c where c.id = w.id ${own('c')}),
    (select r.name from roles r where r.id = w.id ${own('r')}),
    (select s.name from service_accounts s where s.user_id = w.id ${own('s')}),
    (select k.name from api_keys k where k.id = w.id ${own('k')}),
    (select i.email from invitations i where i.id = w.id ${own('i')})
  ) as name
  from (select value::uuid as id from json_array_elements_text($2::json)) w`;
}

const namesStatement: Statement = {
  name: 'audit-names',
  text: `select r.* from ${SCOPE} cross join lateral (${namesIn('scope.tenant_id')}) r where scope.tenant_id is not null`,
};
const ownersStatement = namesIn(null).replace('$2', '?');
