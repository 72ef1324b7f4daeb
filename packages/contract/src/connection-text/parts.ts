import { DEFAULT_PORTS } from '../connection-facts.ts';
import type { ConnectionKind } from '../connection-kinds.ts';
import type { Credential } from '../credentials.ts';
import { parseHost, plainHost } from '../parse-host.ts';
import type { ConnectionText } from './connection-text.ts';
import type { Parameters } from './parameters.ts';
import { isPlaceholder } from './placeholder.ts';
import { refuse } from './refusal.ts';

/** A text taken apart by its grammar; what its words mean is the family's. */
export interface Parts {
  host: string;
  port: string | undefined;
  path: string | undefined;
  username: string | undefined;
  password: string | undefined;
  parameters: Parameters;
  /** As a URL of JDBC, whose drivers have rules of their own. */
  isJdbc: boolean;
}

const HOST_NAMES = ['host', 'hostname', 'server', 'servername', 'datasource', 'address', 'addr', 'networkaddress'];
const USER_NAMES = ['user', 'username', 'userid', 'uid', 'usr'];
const PASSWORD_NAMES = ['password', 'passwd', 'pwd'];
export const DATABASE_NAMES = ['database', 'databasename', 'dbname', 'db', 'initialcatalog'];

/** What is said at two places must be the same. */
export function same(what: string, one: string | undefined, other: string | undefined): string | undefined {
  if (one && other && one !== other) refuse(`The ${what} is given twice, differently`);
  return one || other || undefined;
}

export const hostIn = ({ host, parameters }: Parts) => same('host', host, parameters.take(...HOST_NAMES));
export const portIn = ({ port, parameters }: Parts) => same('port', port, parameters.take('port', 'portnumber'));
export const userIn = ({ username, parameters }: Parts) => same('user name', username, parameters.take(...USER_NAMES));

/** What stands where the password belongs, if it is one. */
export function passwordIn({ password, parameters }: Parts): string | undefined {
  const given = same('password', password, parameters.take(...PASSWORD_NAMES));
  if (given === undefined || !isPlaceholder(given)) return given;
  parameters.note('password', 'a placeholder stands in its place');
  return undefined;
}

export function passwordCredential(password: string | undefined): Credential | null {
  return password ? { type: 'password', password } : null;
}

/** The one host that is named, as it is stored. */
export function oneHost(host: string | undefined): string {
  if (!host) return refuse('No host is named');
  if (host.includes(',')) refuse('Several hosts are named, and a connection here has one');
  if (/^[/@]/.test(host)) refuse('The host is the path of a socket, and connections here go by TCP');
  return parseHost(host) ? plainHost(host) : refuse('The host is neither a name nor an address');
}

export function onePort(port: string | undefined, kind: ConnectionKind): number {
  if (port === undefined) return DEFAULT_PORTS[kind];
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  return number >= 1 && number <= 65_535 ? number : refuse('The port is not a number from 1 to 65535');
}

/** Only those that are given. */
export function given(
  options: { [K in keyof ConnectionText['options']]: string | undefined },
): ConnectionText['options'] {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value));
}
