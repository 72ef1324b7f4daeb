import dns from 'node:dns/promises';
import type { ParsedHost } from '@portolan/contract';
import type { Deadline, EgressPolicy } from '../driver.ts';
import { within } from '../stages/deadline.ts';
import { egressFailure, networkFailure } from './network-failure.ts';

/**
 * The addresses of a host that the policy lets dial, never none. The only look-up of a call: what is checked here is
 * what gets dialled, so that a name cannot change its mind in between.
 */
export async function resolveHost(host: ParsedHost, policy: EgressPolicy, deadline: Deadline): Promise<string[]> {
  if (host.kind === 'address') return [host.address];
  const { name } = host;
  const found = await within(
    deadline,
    dns.lookup(name, { all: true }).catch((error: NodeJS.ErrnoException) => {
      throw networkFailure(error, name);
    }),
  );
  const allowed = found.map((one) => one.address).filter((address) => policy.allowsAddress(address, name));
  if (allowed.length === 0) throw egressFailure();
  return allowed;
}
