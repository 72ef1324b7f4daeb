import type { DesiredMember } from './desired.ts';
import { emailKey, nameKey, orNearest } from './names.ts';
import type { PlannedRole } from './plan-roles.ts';
import type { MemberState } from './state.ts';
import type { TenantPlan } from './tenant-plan.ts';

/** Plans who holds which role. Of members whom the config does not name nothing changes, and nobody is made one. */
export function planMembers(context: TenantPlan, roles: ReadonlyMap<string, PlannedRole>): void {
  const { desired, state } = context;
  if (!desired.members) return;
  const present = new Map((state.members ?? []).map((one) => [emailKey(one.email), one]));
  const found = desired.members.flatMap((wanted): [DesiredMember, MemberState][] => {
    const member = present.get(emailKey(wanted.email));
    refuseUnknown(context, wanted, roles);
    if (member) return [[wanted, member]];
    context.wait(
      `${wanted.place}.email`,
      `${wanted.email} is no member of ${desired.slug} yet: their roles follow then`,
    );
    return [];
  });
  for (const role of roles.values()) planHolders(context, role, found);
}

function refuseUnknown(
  { block }: TenantPlan,
  { place, roles: wanted }: DesiredMember,
  roles: ReadonlyMap<string, PlannedRole>,
) {
  const names = [...roles.values()].filter(({ isGoing }) => !isGoing).map(({ name }) => name);
  wanted.forEach((name, index) => {
    const role = roles.get(nameKey(name));
    if (role && !role.isGoing) return;
    const why = role ? `the role ${name} is to be deleted` : `there is no role ${name}.${orNearest(name, names)}`;
    block(`${place}.roles[${index}]`, why);
  });
}

function planHolders(context: TenantPlan, role: PlannedRole, members: readonly [DesiredMember, MemberState][]): void {
  const { desired, state } = context;
  const before = role.state?.holders ?? [];
  const holders = new Set(before);
  for (const [{ roles }, { id }] of members) {
    if (roles.some((name) => nameKey(name) === nameKey(role.name))) holders.add(id);
    else holders.delete(id);
  }
  role.userCount = holders.size;
  const emails = (ids: Iterable<string>) =>
    [...ids].map((id) => state.members?.find((one) => one.id === id)?.email ?? id).sort();
  const [was, willBe] = [emails(before), emails(holders)];
  if (JSON.stringify(was) === JSON.stringify(willBe)) return;
  const lacking = role.permissions.filter((one) => !state.permissions.has(one));
  const [first] = members.filter(([, { id }]) => holders.has(id) !== before.includes(id));
  if (lacking.length > 0 && first) {
    context.lack(
      `${first[0].place}.roles`,
      `${role.name} goes beyond your own rights, so that you can neither give nor take it: ${lacking.join(', ')}`,
    );
  }
  context.add({
    kind: 'members',
    action: 'update',
    tenant: desired.slug,
    name: role.name,
    needs: ['role:assign_users'],
    fields: [{ name: 'members', before: was, after: willBe }],
    role: role.state?.id ? { isNew: false, id: role.state.id, version: role.state.updatedAt } : { isNew: true },
    userIds: [...holders],
  });
}
