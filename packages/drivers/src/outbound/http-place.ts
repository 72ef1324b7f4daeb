import type { Duplex } from 'node:stream';
import { createSecureContext } from 'node:tls';
import { parseHost } from '@portolan/contract';
import type { Deadline, EgressPolicy } from '../driver.ts';
import { egressFailure } from '../network/network-failure.ts';
import { openSocket } from '../network/open-socket.ts';
import { resolveHost } from '../network/resolve-host.ts';
import { secureSocket } from '../network/secure-socket.ts';
import { endOf } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';

const context = createSecureContext({ minVersion: 'TLSv1.2' });
const TLS = { mode: 'verify-full', context } as const;

/** Connects to the host of an address, resolved once, asked of the policy, and dialled as it was checked. */
export async function openTo(url: URL, policy: EgressPolicy, deadline: Deadline): Promise<Duplex> {
  const host = hostOf(url);
  if (!policy.allowsHost(host)) throw egressFailure();
  const addresses = await resolveHost(host, policy, deadline);
  const isEncrypted = url.protocol === 'https:';
  const socket = await openSocket(addresses, Number(url.port) || (isEncrypted ? 443 : 80), deadline);
  if (!isEncrypted) return socket;
  try {
    return await secureSocket(socket, host, TLS);
  } catch (error) {
    socket.destroy();
    throw deadline.signal.aborted ? endOf(deadline) : error;
  }
}

export function readUrl(text: string, base?: URL): URL {
  const url = URL.canParse(text, base) ? new URL(text, base) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new StageFailure(
      'CONFIG_INVALID',
      'The address is no address of HTTP',
      'Enter one that begins with https://',
    );
  }
  return url;
}

/** Where a redirect leads: what was asked for under TLS is not asked for without. */
export function redirectedTo(location: string, from: URL): URL {
  const next = readUrl(location, from);
  if (from.protocol === 'https:' && next.protocol !== 'https:') {
    throw elsewhere('The target redirects to plain HTTP');
  }
  return next;
}

export function hostOf({ hostname }: URL) {
  const host = parseHost(hostname);
  if (!host) throw new StageFailure('CONFIG_INVALID', 'The host is no host name or address', 'Check the address');
  return host;
}

export function failureOf({ code = '' }: NodeJS.ErrnoException, deadline: Deadline): StageFailure {
  if (deadline.signal.aborted) return endOf(deadline);
  if (code.startsWith('HPE_')) {
    return new StageFailure('WRONG_SERVICE', 'What the target answers is not HTTP', 'Check host and port');
  }
  return new StageFailure('TCP_RESET', 'The target closed the connection without an answer', 'Ask whose service it is');
}

export function elsewhere(message: string): StageFailure {
  return new StageFailure('ROUTED_ELSEWHERE', message, 'Enter the address that the target has now');
}
