import type { ConnectionText } from './connection-text.ts';
import { FAMILIES } from './families.ts';
import { Parameters } from './parameters.ts';
import { refuse } from './refusal.ts';
import { splitUri } from './split-uri.ts';

const GO_DSN = /^(?:mysql:\/\/)?(?:([^:/@\s]*)(?::(.*))?@)?(tcp|unix)\(([^()]*)\)(\/.*)?$/s;

export const isGoDsn = (text: string) => GO_DSN.test(text);

/** `user:password@tcp(host:3306)/database?tls=true` of Go's driver for MySQL; user and password stand as they are. */
export function readGoDsn(text: string): ConnectionText {
  const [, username, password, network, address = '', tail = ''] = GO_DSN.exec(text) ?? [];
  if (network === 'unix') refuse('The text goes to a socket, and connections here go by TCP');
  const { pairs, host, port, path } = splitUri(address + tail, false);
  const login = { username: username || undefined, password: password || undefined };
  return FAMILIES.mysql({ ...login, host, port, path, parameters: new Parameters(pairs), isJdbc: false });
}
