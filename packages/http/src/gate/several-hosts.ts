import { AppError } from '@portolan/router';
import type { Fault } from './refusing.ts';

interface Incoming {
  incoming?: { rawHeaders?: readonly string[] };
}

const NOTHING: readonly string[] = [];

/** Two hosts in one request: a proxy before us may have gone by the other one. Only Node's raw headers tell. */
export const severalHosts: Fault = (c) => {
  const raw = (c.env as Incoming | undefined)?.incoming?.rawHeaders ?? NOTHING;
  let hosts = 0;
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  return hosts < 2 ? null : new AppError('VALIDATION_ERROR', 'Name one Host');
};
