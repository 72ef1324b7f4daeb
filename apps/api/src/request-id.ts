import type { Context } from 'hono';

const ids = new WeakMap<Context, string>();

/** Ours always: an id from outside could carry anything into the log. */
export function requestId(c: Context): string {
  const known = ids.get(c);
  if (known) return known;
  const id = crypto.randomUUID();
  ids.set(c, id);
  return id;
}
