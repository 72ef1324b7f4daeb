import { type ConnectionKind, type ConnectionOptions, tlsModeOf } from '@portolan/contract';

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
    host.toLowerCase(),
    port,
    options?.account?.toLowerCase() ?? '',
    options?.httpPath ?? '',
    options?.instanceName?.toLowerCase() ?? '',
    tlsModeOf(connection),
  ]);
}
