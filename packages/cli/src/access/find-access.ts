import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { type KeptAccess, readKept } from './kept-access.ts';

/** What every command may be told of where and as whom it asks. */
export interface AccessOptions {
  url?: string | undefined;
  tenant?: string | undefined;
}

export interface Access extends KeptAccess {
  url: string;
}

/** The hub and the caller: options first, then the environment, then what was kept. A secret goes to its own hub alone. */
export async function findAccess(io: Io, options: AccessOptions): Promise<Access> {
  const { PORTOLAN_URL, PORTOLAN_API_KEY, PORTOLAN_TENANT } = io.env;
  const named = options.url || PORTOLAN_URL;
  const kept = await readKept(io);
  const url = originOf(named || kept.url);
  const own = kept.url === url ? kept : {};
  const tenant = options.tenant || PORTOLAN_TENANT;
  // A key knows its tenant.
  if (PORTOLAN_API_KEY) return { url, apiKey: PORTOLAN_API_KEY, tenant };
  return { ...own, url, tenant: tenant || own.tenant };
}

export function originOf(text: string | undefined): string {
  if (!text) throw new Failure('No hub is named: give --url, set PORTOLAN_URL, or sign in with `portolan login`.');
  if (/^https?:/.test(text) && URL.canParse(text)) return new URL(text).origin;
  throw new Failure(`${text} is no address of a hub: write it as https://hub.example.`);
}
