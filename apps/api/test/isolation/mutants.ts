import pg from 'pg';
import type { Harness } from '../harness.ts';
import { procedures } from './ask-http.ts';

type Middleware = (options: {
  ctx: { principal: { tenant: unknown } | null };
  next(options: { ctx: object }): unknown;
}) => unknown;

/** The order in the builders: turns and errors first, then who may. */
const AUTHORIZATION = 1;

/** Runs `work` while a procedure lets everybody in; whoever has no tenant is given this one. */
export async function withoutAuthorization<T>(procedure: string, tenant: object, work: () => Promise<T>): Promise<T> {
  // Where tRPC keeps what the builders put before a procedure, which its types hide.
  const definition = procedures.get(procedure) as unknown as { middlewares: Middleware[] };
  const kept = definition.middlewares[AUTHORIZATION] as Middleware;
  definition.middlewares[AUTHORIZATION] = ({ ctx, next }) =>
    next({
      ctx: {
        principal: ctx.principal,
        tenant: ctx.principal?.tenant ?? tenant,
        sessionId: '',
        right: { access: 'public' },
      },
    });
  try {
    return await work();
  } finally {
    definition.middlewares[AUTHORIZATION] = kept;
  }
}

/** `m.tenant_id = $1`, `"tenant_id" = $2`, `k.tenant_id = scope.tenant_id`; joins of two tables are left alone. */
const TENANT_FILTER = /((?:"?\w+"?\.)?"?tenant_id"? = (?:scope\.tenant_id|\$\d+|'[0-9a-f-]{36}'))/g;

interface Client {
  connectionParameters: { application_name?: string };
}

/**
 * From now on every statement of the product loses its tenant filters, whichever library sends it; those of the test
 * itself keep theirs. Answers how to end that.
 */
export function removeTenantFilters(): () => void {
  // In one form for its many: whatever it was given is handed on.
  const { prototype } = pg.Client as unknown as { prototype: { query(...args: unknown[]): unknown } };
  const original = prototype.query;
  prototype.query = function (this: Client, first: unknown, ...rest: unknown[]) {
    const ours = this.connectionParameters.application_name === 'portolan';
    return original.call(this, ours ? withoutFilters(first) : first, ...rest);
  };
  return () => {
    prototype.query = original;
  };
}

function withoutFilters(query: unknown): unknown {
  if (typeof query === 'string') return query.replace(TENANT_FILTER, '($1 or true)');
  const { text } = query as { text?: unknown };
  // In place: a query object has more to it than its own keys.
  if (typeof text === 'string') (query as { text: string }).text = text.replace(TENANT_FILTER, '($1 or true)');
  return query;
}

/** Switches row-level security off for every table of the system database. */
export async function removeRowLevelSecurity(api: Harness): Promise<number> {
  const tables = await api.database.query<{ name: string }>(
    "select oid::regclass::text as name from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace",
  );
  for (const { name } of tables) await api.database.query(`alter table ${name} disable row level security`);
  return tables.length;
}
