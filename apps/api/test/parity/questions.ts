import { randomUUID } from 'node:crypto';
import type { JsonSchema, Operation } from '@portolan/rest';
import { type Entry, POLICY } from '../isolation/policy.ts';
import { PRINCIPALS, type PrincipalName } from '../isolation/world.ts';
import type { Site } from './face.ts';
import type { Faces } from './faces-of.ts';

export type Input = Record<string, unknown>;

/** What is asked in the same way on every face. */
export interface Situation {
  name: string;
  principal: PrincipalName;
  /** By an API key of theirs, in place of a session. */
  byKey: boolean;
  /** A fresh one each time it is called. */
  input(): Promise<Input | undefined>;
  /** Of the own tenant or the other one; of none where tenants play no part. */
  tenant: string | undefined;
  /** What every face must fail with, null for nothing; without it, whatever the first one says. */
  code?: string | null;
  /** The key that is wrong, for faces that cannot be given it. */
  key?: string;
}

/** Beside what the isolation suite tries: rows that answer more than a failure. */
const INPUTS: Record<string, (site: Site) => Promise<Input>> = {
  'introspection.schemas': async ({ known: { id } }) => ({ id }),
  'introspection.tables': async ({ known: { id } }) => ({ id }),
  'introspection.fields': async ({ known: { id } }) => ({ id, table: 'orders' }),
  'introspection.refresh': async ({ known: { id } }) => ({ id }),
  'introspection.diagram': async ({ known: { id } }) => ({ id }),
  'introspection.types': async ({ known: { id } }) => ({ connectionId: id, target: 'zod' }),
  'introspection.search': async () => ({ query: 'customer' }),
  'introspection.find': async () => ({ query: 'customer' }),
  'connections.testSaved': async ({ known: { id } }) => ({ id }),
  'connections.watchSaved': async ({ known: { id } }) => ({ id }),
  'health.checkNow': async ({ known: { id } }) => ({ id }),
};

/** Everything that is asked about one procedure. */
export async function situationsOf(
  site: Site,
  { procedure, routes, tool, input: schema }: Faces,
): Promise<Situation[]> {
  const entry = POLICY[procedure];
  if (!entry) return [];
  const { own, foreign } = site.world;
  // What is for keys alone is asked by the one of an admin.
  const [principal = 'admin'] = entry.allow;
  const byKey = entry.allow.length === 0 || tool?.agent.changes === true;
  const make = async (rows = own) =>
    (await entry.input?.(rows, { principal, world: site.world })) ?? (schema ? {} : undefined);
  const tenant = entry.scope === 'tenant' ? own.slug : undefined;
  const asked = { principal, tenant, byKey };
  const given = await make();
  const fixed = (changed: Input | undefined) => async () => changed;
  const all: Situation[] = [
    { ...asked, name: 'as the policy has it', input: () => make(), ...(entry.reaches ? {} : { code: null }) },
  ];
  const more = INPUTS[procedure];
  if (more) all.push({ ...asked, name: 'about what is there', input: () => more(site), code: null });
  const stranger = refusedBy(entry);
  if (entry.scope !== 'public') {
    all.push({
      ...asked,
      name: 'by nobody',
      principal: 'anonymous',
      byKey: false,
      input: fixed(given),
      code: 'UNAUTHORIZED',
    });
  }
  if (stranger)
    all.push({
      ...asked,
      name: `by ${stranger}`,
      principal: stranger,
      byKey: false,
      input: fixed(given),
      code: 'FORBIDDEN',
    });
  if (entry.scope === 'tenant') {
    all.push({ ...asked, name: 'in another tenant', tenant: foreign.slug, input: fixed(given), code: 'FORBIDDEN' });
  }
  if (entry.byId) all.push({ ...asked, name: 'about a row of another tenant', input: () => make(foreign) });
  const lost = withLost(given, routes);
  if (lost) all.push({ ...asked, name: 'about a row that is nowhere', input: fixed(lost) });
  if (!schema) return all;
  const code = 'VALIDATION_ERROR';
  all.push({ ...asked, name: 'with a key too many', input: fixed({ ...given, tooMany: 'x' }), code, key: 'tooMany' });
  const wrong = wrongOf(schema);
  if (wrong) {
    const [key, value] = wrong;
    all.push({ ...asked, name: `with a wrong ${key}`, input: fixed({ ...given, [key]: value }), code, key });
  }
  return all;
}

/** Somebody whom the hub knows, and who may not. */
function refusedBy({ allow, scope }: Entry): PrincipalName | undefined {
  if (scope === 'public') return undefined;
  return PRINCIPALS.find((name) => !['anonymous', 'deactivated'].includes(name) && !allow.includes(name));
}

const ID = /^[0-9a-f]{8}-/;

function withLost(given: Input | undefined, routes: readonly Operation[]): Input | undefined {
  const isPlace = (key: string) => routes.some(({ params }) => params.includes(key));
  const found = Object.entries(given ?? {}).find(([key, value]) => ID.test(String(value)) || isPlace(key));
  return found && { ...given, [found[0]]: ID.test(String(found[1])) ? randomUUID() : 'nowhere' };
}

/** A value that its key does not take, in path, query, body and words alike. */
function wrongOf({ properties = {} }: JsonSchema): [string, unknown] | undefined {
  for (const [key, schema] of Object.entries(properties)) {
    const value = wrongFor(schema.anyOf?.[0] ?? schema);
    if (value !== undefined) return [key, value];
  }
  return undefined;
}

const LONGEST = 5_000;

function wrongFor(schema: JsonSchema): unknown {
  if (schema.enum || schema.const !== undefined || schema.type === 'boolean' || schema.format || schema.pattern)
    return 'nothing such!';
  if (schema.type === 'integer') return 1.5;
  const { maxLength } = schema as { maxLength?: number };
  return maxLength !== undefined && maxLength < LONGEST ? 'x'.repeat(maxLength + 1) : undefined;
}
