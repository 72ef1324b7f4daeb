import { type Me, PERMISSIONS } from '@portolan/contract';
import type { CallerContext } from '../context.ts';

/** The caller and what they may do in the active tenant; already read with the session, so nothing is asked again. */
export async function getMe(ctx: CallerContext): Promise<Me> {
  const { principal } = ctx;
  return {
    id: principal.userId,
    email: principal.email,
    firstName: principal.firstName,
    lastName: principal.lastName,
    isActive: true,
    permissions: PERMISSIONS.filter((permission) => principal.permissions.has(permission)),
    isOperator: principal.isOperator,
  };
}
