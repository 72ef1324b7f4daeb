import type { TLSSocket } from 'node:tls';
import { parseHost } from '@portolan/contract';
import type { DriverCall } from '../driver.ts';
import { routedElsewhere } from '../network/https-door.ts';
import { openSocket } from '../network/open-socket.ts';
import { resolveHost } from '../network/resolve-host.ts';
import { secureSocket } from '../network/secure-socket.ts';
import type { TlsSettings } from '../network/tls-settings.ts';

/** Where Snowflake keeps large results: the object stores of its three clouds. */
const STORES = /\.(?:s3[a-z0-9.-]*\.amazonaws\.com(?:\.cn)?|blob\.core\.windows\.net|storage\.googleapis\.com)$/;

/**
 * Large results lie in the cloud's object store, and the service says where. Only such stores are dialled, past the
 * egress policy and over verified TLS; the door lets no request with a credential through to them.
 */
export async function dialStorage(
  given: string,
  port: number,
  tls: TlsSettings,
  { policy, deadline }: DriverCall,
): Promise<TLSSocket> {
  const host = parseHost(given);
  const known = host?.kind === 'name' && port === 443 && STORES.test(`.${host.name}`);
  if (!known || !policy.allowsHost(host)) throw routedElsewhere();
  const addresses = await resolveHost(host, policy, deadline);
  return secureSocket(await openSocket(addresses, port, deadline), host, tls);
}
