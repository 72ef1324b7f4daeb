import type { EntityManager } from '@portolan/db';

/** The chain of what belongs to no tenant: sign-ins, and what operators do above tenants. */
export const INSTALLATION_CHAIN = '00000000-0000-0000-0000-000000000000';

/** The last link: its number and hash; 0 and '' before the first event. */
export interface ChainHead {
  seq: number;
  hash: string;
}

/** Locks the head of a chain until the transaction ends: events get their places in the order of their commits. */
export async function lockChain(em: EntityManager, chainId: string): Promise<ChainHead> {
  const select = () =>
    em.execute<{ seq: string; hash: string }[]>('select seq, hash from audit_chains where id = ? for update', [
      chainId,
    ]);
  let [head] = await select();
  if (!head) {
    await em.execute('insert into audit_chains (id) values (?) on conflict (id) do nothing', [chainId], 'run');
    [head] = await select();
  }
  if (!head) throw new Error('The audit chain is out of reach in this transaction');
  return { seq: Number(head.seq), hash: head.hash };
}
