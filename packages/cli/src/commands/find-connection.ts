import type { Client } from '@portolan/client';
import type { ConnectionOption } from '@portolan/contract';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The connection that a person names, by its id or by its name; of names that differ in case alone, by the exact one. */
export async function findConnection(hub: Client, ref: string): Promise<{ id: string }> {
  if (ID.test(ref)) return { id: ref.toLowerCase() };
  const all = await hub.connections.options.query();
  const [found, ...others] = namedSo(all, ref);
  if (!found) {
    throw new Failure(
      `No connection here is named ${ref}: \`portolan connections list\` shows them.`,
      EXIT.refused,
      'NOT_FOUND',
    );
  }
  if (others.length === 0) return { id: found.id };
  const ids = [found, ...others].map(({ id }) => id).join(', ');
  throw new Failure(`Several connections are named ${ref}: name one by its id (${ids}).`, EXIT.usage);
}

function namedSo(all: readonly ConnectionOption[], ref: string): ConnectionOption[] {
  const exact = all.filter(({ name }) => name === ref);
  return exact.length > 0 ? exact : all.filter(({ name }) => name.toLowerCase() === ref.toLowerCase());
}
