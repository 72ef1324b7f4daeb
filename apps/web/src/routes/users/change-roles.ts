import { api } from '../../lib/client.ts';

/** What has to change for a user to hold exactly the wanted roles. New ones come first, so that nobody stands without. */
export function roleChanges(held: readonly string[], wanted: readonly string[]): { roleId: string; holds: boolean }[] {
  const added = wanted.filter((id) => !held.includes(id)).map((roleId) => ({ roleId, holds: true }));
  const removed = held.filter((id) => !wanted.includes(id)).map((roleId) => ({ roleId, holds: false }));
  return [...added, ...removed];
}

/** One role after the other: each is given to this user, or taken from them, whoever else holds it. */
export async function changeRoles(userId: string, held: readonly string[], wanted: readonly string[]): Promise<void> {
  for (const { roleId, holds } of roleChanges(held, wanted)) {
    await api.roles.changeUsers.mutate({ id: roleId, [holds ? 'add' : 'remove']: [userId] });
  }
}
