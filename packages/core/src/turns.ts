import { ACCOUNT_TURN, type EntityManager, OPERATORS_TURN, TENANT_TURN } from '@portolan/db';

/** Waits for the changes under way in a tenant and keeps others from beginning, until the transaction ends. */
export async function takeTenantTurn(em: EntityManager, tenantId: string): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(${TENANT_TURN}, hashtext(?::uuid::text))`, [tenantId]);
}

/** The same for all that an account does, in whatever tenant. */
export async function takeAccountTurn(em: EntityManager, userId: string): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(${ACCOUNT_TURN}, hashtext(?::uuid::text))`, [userId]);
}

/** Has the number of operators change one step after the other: two who remove each other leave one. */
export async function takeOperatorsTurn(em: EntityManager): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(${OPERATORS_TURN})`);
}
