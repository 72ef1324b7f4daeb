import type { Change } from './change.ts';
import { nameKey } from './names.ts';

/** What roles are by now: a plan may change one twice, and its own changes are no conflict. */
export type RoleVersions = Map<string, { id: string; updatedAt: string }>;

export const roleKey = ({ tenant, name }: Pick<Change, 'tenant' | 'name'>): string =>
  JSON.stringify([tenant, nameKey(name)]);
