import type { TLSSocket } from 'node:tls';
import type { ParsedHost } from '@portolan/contract';
import type { DriverCall } from '../driver.ts';
import { within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import type { StageWalk } from '../stages/stage-walk.ts';
import { type DoorRules, HttpsDoor } from './https-door.ts';
import { openSocket } from './open-socket.ts';
import { reachHost } from './reach-host.ts';
import { secureSocket } from './secure-socket.ts';
import { tlsReport } from './tls-report.ts';
import type { TlsSettings } from './tls-settings.ts';

export interface HttpsTarget {
  host: ParsedHost;
  port: number;
  tls: TlsSettings;
}

/**
 * Walks `policy`, `dns`, `tcp` and `tls`, so that each has its own code, and answers an agent for the service behind
 * them. Its further connections go to the address that accepted the first one.
 */
export async function openHttps(
  target: HttpsTarget,
  walk: StageWalk,
  call: DriverCall,
  rules: Pick<DoorRules, 'expects' | 'dialElsewhere'> = {},
): Promise<HttpsDoor> {
  const { host, port, tls } = target;
  const { deadline } = call;
  const socket = await reachHost(target, walk, call);
  const address = socket.remoteAddress ?? '';
  try {
    walk.enter('tls');
    const first = await within(deadline, secureSocket(socket, host, tls)).catch(withoutCertificate);
    walk.tls = tlsReport(first, true);
    const dial = async (): Promise<TLSSocket> => secureSocket(await openSocket([address], port, deadline), host, tls);
    return new HttpsDoor({ host: urlHostOf(host), port, deadline, dial, ...rules }, first);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** Where no client certificate is ever offered, an alert of the server is not about one that was refused. */
function withoutCertificate(error: unknown): never {
  if (!(error instanceof StageFailure) || error.code !== 'AUTH_FAILED') throw error;
  throw new StageFailure(
    'TLS_UNSUPPORTED',
    'The server broke off the TLS handshake',
    'Check host and port; ask the network team whether a proxy in between wants a client certificate or an older TLS',
  );
}

/** A host as an HTTP client hands it on: addresses without their brackets. */
export function urlHostOf(host: ParsedHost): string {
  return host.kind === 'name' ? host.name : host.address;
}
