import {
  type Connection,
  type ConnectionKind,
  type ConnectionOptions,
  DEFAULT_PORTS,
  type SslMode,
  tlsModeOf,
} from '@portolan/contract';
import { defaultTlsMode } from './tls.ts';

/** The dialog's fields, all kinds at once: text as typed, so that nothing is lost while the kind is changed. */
export interface ConnectionDraft {
  dbType: ConnectionKind;
  name: string;
  description: string;
  host: string;
  port: string;
  /** Once edited by hand, the port no longer follows the kind. */
  portChosen: boolean;
  databaseName: string;
  username: string;
  password: string;
  removePassword: boolean;
  sslMode: SslMode;
  /** Once chosen, the TLS mode no longer follows the host. */
  tlsChosen: boolean;
  sslCa: string;
  schema: string;
  instanceName: string;
  httpPath: string;
  account: string;
  warehouse: string;
  role: string;
}

export function blankDraft(dbType: ConnectionKind = 'postgresql'): ConnectionDraft {
  return {
    dbType,
    name: '',
    description: '',
    host: '',
    port: String(DEFAULT_PORTS[dbType]),
    portChosen: false,
    databaseName: '',
    username: '',
    password: '',
    removePassword: false,
    sslMode: defaultTlsMode(''),
    tlsChosen: false,
    sslCa: '',
    schema: '',
    instanceName: '',
    httpPath: '',
    account: '',
    warehouse: '',
    role: '',
  };
}

/** What is saved, as a draft. The password never leaves the server, so it is blank. */
export function toDraft(connection: Connection): ConnectionDraft {
  const options: ConnectionOptions = connection.options ?? {};
  return {
    ...blankDraft(connection.dbType),
    name: connection.name,
    description: connection.description ?? '',
    host: connection.host,
    port: String(connection.port),
    portChosen: connection.port !== DEFAULT_PORTS[connection.dbType],
    databaseName: connection.databaseName ?? '',
    username: connection.username ?? '',
    sslMode: tlsModeOf(connection),
    tlsChosen: true,
    sslCa: options.sslCa ?? '',
    schema: options.schema ?? '',
    instanceName: options.instanceName ?? '',
    httpPath: options.httpPath ?? '',
    account: options.account ?? '',
    warehouse: options.warehouse ?? '',
    role: options.role ?? '',
  };
}

export function withKind(draft: ConnectionDraft, dbType: ConnectionKind): Partial<ConnectionDraft> {
  return { dbType, ...(!draft.portChosen && { port: String(DEFAULT_PORTS[dbType]) }) };
}

export function withHost(draft: ConnectionDraft, host: string): Partial<ConnectionDraft> {
  return { host, ...(!draft.tlsChosen && { sslMode: defaultTlsMode(host) }) };
}
