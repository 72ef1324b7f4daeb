import type { EntityManager } from '@portolan/db';
import { assertRight } from './assert-right.ts';
import type { Principal } from './context.ts';
import { permissionSet } from './permission-set.ts';
import type { Right } from './right.ts';
import { SESSION_LIFETIME_MS } from './session-lifetime.ts';

interface HeldRow {
  alive: boolean;
  member: boolean;
  operator: boolean;
  permissions: string | null;
}

const HOLD = 'select alive, member, operator, permissions from hold_caller(?, ?, ?, ?, ?, ?, ?, ?, ?)';

/**
 * Reads the caller's session or key, membership and permissions again and holds them until the transaction ends: what
 * would take the right away waits for it. Refuses where the right is gone; answers the caller as they are now.
 */
export async function holdCaller(
  em: EntityManager,
  { principal, right }: { principal: Principal; right: Right },
  { tenantTurn }: { tenantTurn: boolean },
): Promise<Principal> {
  const { userId, credential } = principal;
  const isKey = credential.kind === 'apiKey';
  const tenant = right.access === 'tenant' || isKey ? principal.tenant : null;
  const [row] = await em.execute<HeldRow[]>(HOLD, [
    userId,
    isKey ? null : credential.sessionId,
    isKey ? credential.apiKeyId : null,
    new Date(Date.now() - SESSION_LIFETIME_MS),
    tenant?.id ?? null,
    right.access === 'operator',
    tenantTurn,
    // What concerns an account itself (its sessions, its password) is done one after the other.
    right.access === 'session',
    isKey ? credential.generation : null,
  ]);
  const member = tenant !== null && row?.member === true;
  const held: Principal = {
    ...principal,
    isOperator: row?.operator ?? false,
    tenant: member ? tenant : null,
    permissions: permissionSet(member ? row.permissions : null),
  };
  assertRight(right, row?.alive ? held : null, tenant && !member ? 'foreign' : null);
  return held;
}
