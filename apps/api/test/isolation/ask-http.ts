import { type Operation, surfaceKey } from '@portolan/rest';
import { appRouter } from '@portolan/router';
import type { AnyTRPCRouter } from '@trpc/server';
import type { Answer } from '../answer.ts';
import type { World } from './world.ts';

export interface Asked {
  input: object | undefined;
  token: string | undefined;
  /** Id or slug of the tenant to name. */
  tenant: string | undefined;
}

interface Definition {
  type: 'query' | 'mutation' | 'subscription';
  meta?: { access?: string; action?: string };
}

/** What the router says of each procedure, by its name. */
export const procedures = new Map(
  Object.entries((appRouter as AnyTRPCRouter)._def.procedures as Record<string, { _def: Definition }>).map(
    ([name, { _def }]) => [name, _def] as const,
  ),
);

/** One call over tRPC, of what is answered at once. */
export function askTrpc(api: World['api'], procedure: string, { input, token, tenant }: Asked): Promise<Answer> {
  if (procedures.get(procedure)?.type === 'mutation') {
    return api.raw('POST', `/trpc/${procedure}`, { token, tenant, body: input ?? '' });
  }
  const query = new URLSearchParams({ input: JSON.stringify(input ?? {}) });
  return api.raw('GET', `/trpc/${procedure}?${query}`, { token, tenant });
}

/** The same call by a route of REST: in its names, in path, query or body. `tenantId` stands for a tenant that nobody names. */
export function askRoute(
  api: World['api'],
  operation: Operation,
  { input, token, tenant }: Asked,
  tenantId: string,
): Promise<Answer> {
  const { route, params } = operation;
  const path = pathOf(operation, (input ?? {}) as Record<string, unknown>, tenant ?? tenantId);
  const rest = Object.entries(input ?? {}).filter(([key]) => !params.includes(surfaceKey(route, key)));
  const given = rest.map(([key, value]) => [surfaceKey(route, key), value] as const);
  const header = route.tenantParam ? undefined : tenant;
  if (route.method !== 'GET' && route.method !== 'DELETE') {
    const body = rest.length > 0 ? { body: Object.fromEntries(given) } : {};
    return api.ask(route.method, path, { token, tenant: header, ...body });
  }
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  return api.ask(route.method, query.size > 0 ? `${path}?${query}` : path, { token, tenant: header });
}

function pathOf({ route }: Operation, input: Record<string, unknown>, tenant: string): string {
  return route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const key = name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
    return encodeURIComponent(name === route.tenantParam ? tenant : String(input[key]));
  });
}
