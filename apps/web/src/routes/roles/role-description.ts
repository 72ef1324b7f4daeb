import type { Role } from '@portolan/contract';
import { t } from './fact-texts.ts';

/** What a role is for; of those that every tenant has, in the language at hand. */
export function roleDescription(role: Pick<Role, 'description' | 'isSystemRole'>): string | undefined {
  if (!role.description) return undefined;
  return role.isSystemRole ? t().systemText(role.description) : role.description;
}
