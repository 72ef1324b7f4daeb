import type { Client } from '@portolan/client';
import type { Access } from '../access/index.ts';
import type { Change, ChangeOf } from './change.ts';
import { deleteUnchanged } from './delete-unchanged.ts';
import { isSettled } from './is-settled.ts';
import { nameKey } from './names.ts';
import type { HubOf } from './read-hub.ts';
import { withSecrets } from './read-variables.ts';
import { Refusal, toRefusal } from './refusal.ts';
import { type RoleVersions, roleKey } from './role-versions.ts';

export interface Making {
  hubOf: HubOf;
  access: Access;
  secrets: ReadonlyMap<string, string>;
  roles: RoleVersions;
  /** What people have to hear beside that it is done. */
  tell(text: string): void;
}

/** Refusals that may mean no more than that it is done already: by a run that was ended, or by somebody who wanted the same. */
const PERHAPS_DONE: ReadonlySet<string> = new Set(['CONFLICT', 'PRECONDITION_FAILED', 'NOT_FOUND']);

/** Makes one change, only where what it changes is as the plan saw it. What is as it should be by now is left so. */
export async function makeChange(making: Making, change: Change): Promise<void> {
  const hub = await making.hubOf(change.kind === 'tenant' ? undefined : change.tenant);
  try {
    await make(making, hub, change);
  } catch (error) {
    const refusal = toRefusal(error);
    if (!PERHAPS_DONE.has(refusal.code) || !(await isSettled(hub, change, refusal, making.roles))) throw refusal;
  }
}

function make(making: Making, hub: Client, change: Change): Promise<void> {
  switch (change.kind) {
    case 'tenant':
      return makeTenant(making, hub, change);
    case 'role':
      return makeRole(making, hub, change);
    case 'members':
      return makeHolders(making, hub, change);
    case 'connection':
      return makeConnection(making, hub, change);
    case 'monitoring':
      return makeMonitoring(hub, change);
  }
}

async function makeTenant({ tell }: Making, hub: Client, change: ChangeOf<'tenant'>): Promise<void> {
  if (change.action === 'restore') return void (await hub.tenants.restore.mutate({ slug: change.tenant }));
  const { adminInvitation } = await hub.tenants.create.mutate(change.input);
  if (adminInvitation?.acceptUrl) tell(`${adminInvitation.email} becomes the admin by ${adminInvitation.acceptUrl}`);
}

async function makeRole(making: Making, hub: Client, change: ChangeOf<'role'>): Promise<void> {
  const { roles, access } = making;
  const key = roleKey(change);
  switch (change.action) {
    case 'create':
      return void roles.set(key, await hub.roles.create.mutate(change.input));
    case 'update': {
      const { id, version: expectedUpdatedAt, input } = change;
      return void roles.set(key, await hub.roles.update.mutate({ ...input, id, expectedUpdatedAt }));
    }
    case 'delete':
      return deleteUnchanged(access, { ...change, version: roles.get(key)?.updatedAt ?? change.version });
  }
}

async function makeHolders({ roles }: Making, hub: Client, change: ChangeOf<'members'>): Promise<void> {
  const { role, userIds } = change;
  const known =
    roles.get(roleKey(change)) ?? (role.isNew ? await findRole(hub, change) : { id: role.id, updatedAt: role.version });
  const { updatedAt } = await hub.roles.setUsers.mutate({ id: known.id, userIds, expectedUpdatedAt: known.updatedAt });
  roles.set(roleKey(change), { id: known.id, updatedAt });
}

/** One of those that a tenant is born with. */
async function findRole(hub: Client, { name }: ChangeOf<'members'>): Promise<{ id: string; updatedAt: string }> {
  for await (const role of hub.roles.list.each()) {
    if (nameKey(role.name) === nameKey(name)) return hub.roles.get.query({ id: role.id });
  }
  throw new Refusal('NOT_FOUND', `There is no role ${name}`);
}

async function makeConnection({ access, secrets }: Making, hub: Client, change: ChangeOf<'connection'>): Promise<void> {
  if (change.action === 'delete') return deleteUnchanged(access, change);
  const { credential: reference } = change;
  if (change.action === 'create') {
    const credential = reference ? withSecrets(reference, secrets) : undefined;
    return void (await hub.connections.create.mutate({ ...change.input, credential, ifNew: true }));
  }
  const { id, version: expectedUpdatedAt, input } = change;
  // Without a password there is no credential, of whatever type it was.
  const secret = reference === null ? { password: null } : reference && { credential: withSecrets(reference, secrets) };
  await hub.connections.update.mutate({ ...input, ...secret, id, expectedUpdatedAt });
}

/** These have no version: what they are is looked at again, right before. */
async function makeMonitoring(hub: Client, { before, input }: ChangeOf<'monitoring'>): Promise<void> {
  const now = await hub.health.defaults.query();
  const is = (one: typeof now) => (Object.keys(now) as (keyof typeof now)[]).every((key) => now[key] === one[key]);
  if (is(input)) return;
  if (before !== null && !is(before))
    throw new Refusal('PRECONDITION_FAILED', 'The defaults of monitoring were changed meanwhile');
  await hub.health.setDefaults.mutate(input);
}
