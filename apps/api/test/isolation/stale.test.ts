import { randomUUID } from 'node:crypto';
import { resolvePrincipal } from '@portolan/core';
import { appRouter, createCallerFactory } from '@portolan/router';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startHarness } from '../harness.ts';
import { procedures } from './ask-http.ts';
import { STREAMS } from './ask-stream.ts';
import { type Entry, POLICY } from './policy.ts';
import { createWorld, type PrincipalName, type World } from './world.ts';

type Call = (input: unknown) => Promise<unknown>;
type Loss = 'session' | 'right';

const createCaller = createCallerFactory(appRouter);
const changes = [...procedures].filter(([name, { type }]) => type === 'mutation' && POLICY[name]?.scope !== 'public');

let api: Harness;
let world: World;
beforeAll(async () => {
  api = await startHarness();
  world = await createWorld(api);
}, 30_000);
afterAll(() => api.close());

/** Takes the session, or all that gives the right, and answers how to give it back. */
async function lose(loss: Loss, userId: string): Promise<() => Promise<unknown>> {
  const { database } = api;
  if (loss === 'session') {
    await database.query('delete from sessions where user_id = $1', [userId]);
    return async () => {};
  }
  const roles = await database.query<{ tenant: string; role: string }>(
    'delete from membership_roles where user_id = $1 returning tenant_id as tenant, role_id as role',
    [userId],
  );
  const operators = await database.query(
    'update users set is_operator = false where id = $1 and is_operator returning id',
    [userId],
  );
  return async () => {
    for (const { tenant, role } of roles) {
      await database.query('insert into membership_roles (tenant_id, user_id, role_id) values ($1, $2, $3)', [
        tenant,
        userId,
        role,
      ]);
    }
    if (operators.length > 0) await database.query('update users set is_operator = true where id = $1', [userId]);
  };
}

/** Calls as one whose right was there when the request was resolved, and is gone now. */
async function callStale(name: string, entry: Entry, loss: Loss): Promise<unknown> {
  const principal = entry.allow.includes('admin') ? 'admin' : (entry.allow[0] as PrincipalName);
  const { services } = api.composition;
  const input = (await entry.input?.(world.own, { principal, world })) ?? undefined;
  const bearer = (await world.bearer(principal)) ?? null;
  const tenantRef = entry.scope === 'tenant' ? world.own.slug : null;
  const resolution = await resolvePrincipal(services, { bearer, cookie: null, tenantRef, address: '' });
  if (!resolution.principal) throw new Error(`${principal} is not signed in`);
  const request = { id: randomUUID(), address: '192.0.2.1', userAgent: null };
  const ctx = { services, request, ...resolution, tenantProblem: null, setCookie: () => {} };
  const giveBack = await lose(loss, resolution.principal.userId);
  const [feature = '', verb = ''] = name.split('.');
  const caller = createCaller(ctx) as unknown as Record<string, Record<string, Call>>;
  const call = caller[feature]?.[verb] as Call;
  try {
    const answer = await call(input);
    if (STREAMS.has(name)) for await (const _ of answer as AsyncIterable<unknown>);
    return 'done';
  } catch (error) {
    const events = await api.database.query("select from audit_events where request_id = $1 and outcome = 'success'", [
      request.id,
    ]);
    return events.length > 0 ? 'done and refused' : (error as { code: string }).code;
  } finally {
    await giveBack();
  }
}

it.each(changes)('%s is not done for one whose session ended since it was asked', async (name) => {
  expect(await callStale(name, POLICY[name] as Entry, 'session')).toBe('UNAUTHORIZED');
});

it.each(changes.filter(([name]) => POLICY[name]?.scope !== 'person'))(
  '%s is not done for one who lost the right since it was asked',
  async (name) => {
    expect(await callStale(name, POLICY[name] as Entry, 'right')).toBe('FORBIDDEN');
  },
);
