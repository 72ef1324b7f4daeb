import { api } from '../../lib/client.ts';

/** What has to change for a user to hold exactly the wanted roles. New ones come first, so that nobody stands without. */
export function roleChanges(held: readonly string[], wanted: readonly string[]): { roleId: string; holds: boolean }[] {
  const added = wanted.filter((id) => !held.includes(id)).map((roleId) => ({ roleId, holds: true }));
  const removed = held.filter((id) => !wanted.includes(id)).map((roleId) => ({ roleId, holds: false }));
  return [...added, ...removed];
}

/** One role after the other: each has its set of users read anew and written whole. */
export async function changeRoles(userId: string, held: readonly string[], wanted: readonly string[]): Promise<void> {
  for (const { roleId, holds } of roleChanges(held, wanted)) {
    const { userIds } = await api.roles.users.query({ id: roleId });
    const others = userIds.filter((id) => id !== userId);
    await api.roles.setUsers.mutate({ id: roleId, userIds: holds ? [...others, userId] : others });
  }
}
