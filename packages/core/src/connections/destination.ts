import { type ConnectionKind, type ConnectionOptions, canonicalHost, tlsModeOf } from '@portolan/contract';

/** What decides where a connection goes and how it is protected on the way. */
export interface Destination {
  dbType: ConnectionKind;
  host: string;
  port: number;
  useSsl: boolean;
  options: ConnectionOptions | null;
}

/** One text per place a credential may be sent to; a credential is bound to it. */
export function destinationOf(connection: Destination): string {
  const { dbType, host, port, options } = connection;
  return JSON.stringify([
    dbType,
    canonicalHost(host),
    port,
    options?.account?.toLowerCase() ?? '',
    options?.httpPath ?? '',
    options?.instanceName?.toLowerCase() ?? '',
    tlsModeOf(connection),
  ]);
}

const HOST_AT = 1;

/** Whether a credential that was bound to `bound` belongs here. Earlier texts hold the host as it was typed. */
export function isBoundHere(bound: string, connection: Destination): boolean {
  const current = destinationOf(connection);
  if (bound === current) return true;
  const parts = JSON.parse(bound) as unknown[];
  return JSON.stringify(parts.with(HOST_AT, canonicalHost(String(parts[HOST_AT])))) === current;
}
