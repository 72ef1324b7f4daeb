import type { EntityManager } from '@portolan/db';

const held = new WeakSet<EntityManager>();

/** Notes that the right of whoever works in this transaction has been asked in it. */
export function markHeld(em: EntityManager): void {
  held.add(em);
}

export function isHeld(em: EntityManager): boolean {
  return held.has(em);
}
