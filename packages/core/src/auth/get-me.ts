import { type Me, PERMISSIONS } from '@portolan/contract';
import type { CallerContext } from '../context.ts';
import { hasHypervisor } from '../hypervisors/index.ts';

/** The caller and what they may do in the active tenant: read with the session already, but for what machines take. */
export async function getMe({ principal, services }: CallerContext): Promise<Me> {
  return {
    id: principal.userId,
    email: principal.email,
    firstName: principal.firstName,
    lastName: principal.lastName,
    isActive: true,
    permissions: PERMISSIONS.filter((permission) => principal.permissions.has(permission)),
    isOperator: principal.isOperator,
    hasHypervisor: principal.permissions.has('vm:read') && (await hasHypervisor(services)),
  };
}
