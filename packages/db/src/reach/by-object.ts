import { byProcess } from './by-process.ts';
import type { OtherRuntime, Reach } from './reach.ts';

/**
 * As an object of workerd reaches PostgreSQL that stays between requests, and whose requests share its sockets: like a
 * process, but for code that must not be made of a text, and for locks, as a pooler may stand before the server.
 */
export function byObject({ compiledEntities }: OtherRuntime): Reach {
  return {
    ...byProcess,
    builder: async (login) => ({ ...(await byProcess.builder(login)), compiledFunctions: await compiledEntities() }),
    locks: 'transaction',
  };
}
