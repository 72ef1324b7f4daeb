import type { ConnectionKind, ConnectionOptions, SslMode } from '../connection-kinds.ts';
import type { Credential } from '../credentials.ts';

/** A part of the text that has no place in a connection here. */
export interface LeftOut {
  name: string;
  why?: string;
}

/** What a URL, a connection string or a command line says of a connection; all of it, or nothing. */
export interface ConnectionText {
  dbType: ConnectionKind;
  host: string;
  port: number;
  databaseName: string | null;
  username: string | null;
  credential: Credential | null;
  /** Null where the text says nothing of TLS. */
  sslMode: SslMode | null;
  options: Pick<ConnectionOptions, 'schema' | 'instanceName' | 'httpPath' | 'account' | 'warehouse' | 'role'>;
  left: LeftOut[];
}

/** `refused` says why a text that is about a connection is not read. */
export type ConnectionReading = { found: ConnectionText } | { refused: string };
