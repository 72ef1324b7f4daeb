import type { Permission, RoleDetail } from '@portolan/contract';
import { wholeNumber } from '../../lib/format.ts';
import { t } from './fact-texts.ts';

const MOST_SHOWN = 2;

/** Permissions of a role that the user lacks: nobody hands out, or takes away, what they do not hold themselves. */
export function permissionsAbove(role: Pick<RoleDetail, 'permissions'>, mine: readonly Permission[]): Permission[] {
  return role.permissions.map(({ id }) => id).filter((id) => !mine.includes(id));
}

/** Why a role is out of the user's reach, as a sentence; undefined where it is not. */
export function aboveReason(role: Pick<RoleDetail, 'permissions'>, mine: readonly Permission[]): string | undefined {
  const lacking = permissionsAbove(role, mine);
  if (lacking.length === 0) return undefined;
  const shown = lacking.slice(0, MOST_SHOWN).join(', ');
  const more = lacking.length - MOST_SHOWN;
  return more > 0 ? t().aboveMore(shown, wholeNumber(more)) : t().above(shown);
}
