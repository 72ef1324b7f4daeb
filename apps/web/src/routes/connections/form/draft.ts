import {
  type Connection,
  type ConnectionKind,
  type ConnectionOptions,
  type Credential,
  DEFAULT_PORTS,
  type Environment,
  type SslMode,
  tlsModeOf,
} from '@portolan/contract';
import { t } from './texts.ts';
import { defaultTlsMode } from './tls.ts';

const TEXTS = {
  host: '',
  port: '',
  databaseName: '',
  username: '',
  schema: '',
  instanceName: '',
  httpPath: '',
  account: '',
  warehouse: '',
  role: '',
  sslCa: '',
  sslCert: '',
} as const;
const SECRETS = {
  password: '',
  token: '',
  privateKey: '',
  passphrase: '',
  clientId: '',
  clientSecret: '',
  tlsKey: '',
} as const;

export type SecretName = keyof typeof SECRETS;
export const SECRET_NAMES = Object.keys(SECRETS) as SecretName[];
/** The values that are text, as typed. */
export type TextName = keyof typeof TEXTS | SecretName;

/** The dialog's fields, all kinds at once, so that nothing is lost while kind or way to sign in are changed. */
export interface ConnectionDraft extends Record<TextName, string> {
  dbType: ConnectionKind;
  name: string;
  description: string;
  environment: Environment;
  /** Blank for nobody. */
  ownerId: string;
  tags: readonly string[];
  /** Once edited by hand, the port no longer follows the kind. */
  portChosen: boolean;
  /** The way to sign in, where the kind knows it; the kind's usual one otherwise. */
  signIn: Credential['type'] | null;
  removeCredential: boolean;
  sslMode: SslMode;
  /** Once chosen, the TLS mode no longer follows the host. */
  tlsChosen: boolean;
}

export function blankDraft(dbType: ConnectionKind = 'postgresql'): ConnectionDraft {
  return {
    ...TEXTS,
    ...SECRETS,
    dbType,
    name: '',
    description: '',
    environment: 'other',
    ownerId: '',
    tags: [],
    port: String(DEFAULT_PORTS[dbType]),
    portChosen: false,
    signIn: null,
    removeCredential: false,
    sslMode: defaultTlsMode(''),
    tlsChosen: false,
  };
}

/** What is saved, as a draft. The credential never leaves the server, so all of it is blank. */
export function toDraft(connection: Connection): ConnectionDraft {
  const options: ConnectionOptions = connection.options ?? {};
  return {
    ...blankDraft(connection.dbType),
    name: connection.name,
    description: connection.description ?? '',
    environment: connection.environment,
    ownerId: connection.ownerId ?? '',
    tags: [...connection.tags],
    host: connection.host,
    port: String(connection.port),
    portChosen: connection.port !== DEFAULT_PORTS[connection.dbType],
    databaseName: connection.databaseName ?? '',
    username: connection.username ?? '',
    sslMode: tlsModeOf(connection),
    tlsChosen: true,
    sslCa: options.sslCa ?? '',
    sslCert: options.sslCert ?? '',
    schema: options.schema ?? '',
    instanceName: options.instanceName ?? '',
    httpPath: options.httpPath ?? '',
    account: options.account ?? '',
    warehouse: options.warehouse ?? '',
    role: options.role ?? '',
  };
}

const LONGEST_NAME = 100;

/** What a form begins with: what is saved, a new connection like another, or nothing. */
export function firstDraft({
  saved,
  like,
}: {
  saved: Connection | null;
  like?: Connection | undefined;
}): ConnectionDraft {
  if (saved) return toDraft(saved);
  if (!like) return blankDraft();
  const room = LONGEST_NAME - t().copyOf('').length;
  return { ...toDraft(like), name: t().copyOf(like.name.slice(0, room)) };
}

export function withKind(draft: ConnectionDraft, dbType: ConnectionKind): Partial<ConnectionDraft> {
  return { dbType, ...(!draft.portChosen && { port: String(DEFAULT_PORTS[dbType]) }) };
}

/** What typing into a field changes, with what follows from it. */
export function withText(draft: ConnectionDraft, name: TextName, text: string): Partial<ConnectionDraft> {
  if (name === 'port') return { port: text, portChosen: true };
  if (name === 'host' && !draft.tlsChosen) return { host: text, sslMode: defaultTlsMode(text) };
  return { [name]: text };
}
