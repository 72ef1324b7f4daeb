import type { Connection } from '@portolan/contract';
import type { ChangeOf, FieldChange } from './change.ts';
import { changedFields, ownerOf } from './connection-fields.ts';
import { credentialDue } from './credential-due.ts';
import { type DesiredConnection, variablesOf } from './desired.ts';
import { matchConnections } from './match-connections.ts';
import { emailKey } from './names.ts';
import type { TenantPlan } from './tenant-plan.ts';

const NEEDS = ['connections:write'] as const;

export function planConnections(context: TenantPlan): void {
  const { desired, state, block, add, plan, options } = context;
  if (!desired.connections) return;
  const present = state.connections ?? [];
  const matched = matchConnections(desired.connections, present, block);
  for (const wanted of desired.connections) {
    const found = matched.get(wanted);
    if (found === undefined) continue;
    const ownerId = findOwner(context, wanted);
    if (found === null) createConnection(context, wanted, ownerId);
    else updateConnection(context, wanted, found, ownerId);
  }
  const taken = new Set(matched.values());
  const tenant = desired.slug;
  for (const one of present) {
    if (taken.has(one)) continue;
    const { id, name, updatedAt: version } = one;
    plan.leftOver.push({ tenant, kind: 'connection', name, id });
    if (!options.prune) continue;
    const fields = ['name', 'dbType', 'host', 'port'].map((key) => {
      return { name: key, before: one[key as keyof Connection], after: undefined };
    });
    add({ kind: 'connection', action: 'delete', tenant, name, needs: ['connections:delete'], fields, id, version });
  }
}

/** The id of the owner; undefined where nothing is said of one, or where they have yet to become a member. */
function findOwner({ state, wait, desired }: TenantPlan, { owner, place }: DesiredConnection) {
  if (owner == null) return owner;
  const member = state.members?.find(({ email }) => emailKey(email) === emailKey(owner));
  if (!member) wait(`${place}.owner`, `${owner} is no member of ${desired.slug} yet: it becomes theirs then`);
  return member?.id;
}

function createConnection(
  { desired, state, add }: TenantPlan,
  { name, fields: given, credential }: DesiredConnection,
  ownerId: string | null | undefined,
): void {
  const owner = ownerOf(state, ownerId);
  const shown = { name, ...given, ...(owner === null ? {} : { owner }), ...toldOf(credential ?? null) };
  const fields = Object.entries(shown).flatMap(([key, after]): FieldChange[] =>
    after == null ? [] : [{ name: key, before: undefined, after }],
  );
  // Which options a kind has was held against the contract when the config was read.
  const input = { name, ...given, ...(ownerId ? { ownerId } : {}) } as ChangeOf<'connection', 'create'>['input'];
  add({
    kind: 'connection',
    action: 'create',
    tenant: desired.slug,
    name,
    needs: NEEDS,
    fields,
    input,
    credential: credential ?? null,
  });
}

function updateConnection(
  { desired, state, add, options }: TenantPlan,
  wanted: DesiredConnection,
  found: Connection,
  ownerId: string | null | undefined,
): void {
  const { input, fields } = changedFields(wanted, found, { ownerId, desired, state });
  const due = credentialDue(wanted, found, input, options.secrets);
  const credential = due === null ? undefined : wanted.credential;
  if (credential !== undefined) {
    const [before, after] = [found.hasCredential ? `(${found.credentialState})` : undefined, toldOf(credential)];
    fields.push({ name: 'credential', before, after: after.credential });
  }
  if (fields.length === 0) return;
  const { id, updatedAt: version } = found;
  add({
    kind: 'connection',
    action: 'update',
    tenant: desired.slug,
    name: wanted.name,
    needs: NEEDS,
    fields,
    id,
    version,
    input,
    credential,
    isAsked: due === 'asked',
  });
}

/** A credential as a plan shows it: by the variables that it comes from. */
function toldOf(credential: DesiredConnection['credential'] | null): { credential?: string } {
  if (!credential) return {};
  return { credential: `${credential.type} from ${variablesOf(credential).join(', ')}` };
}
