import type { ConnectionText } from './connection-text.ts';
import {
  DATABASE_NAMES,
  given,
  hostIn,
  oneHost,
  onePort,
  type Parts,
  passwordCredential,
  passwordIn,
  portIn,
  same,
  userIn,
} from './parts.ts';
import { refuse } from './refusal.ts';
import { tlsModeIn } from './tls-mode.ts';

export function readSqlserver(parts: Parts): ConnectionText {
  const { parameters } = parts;
  const server = splitServer(hostIn(parts) ?? '');
  const port = onePort(same('port', server.port, portIn(parts)), 'sqlserver');
  const named = parameters.take(...DATABASE_NAMES);
  // Where the database is a parameter, the path names the instance; two segments are both.
  const [one, two] = (parts.path ?? '').replace(/\/$/, '').split('/');
  const isInstance = two !== undefined || (named !== undefined && one !== named);
  const database = same('database', isInstance ? two : one, named);
  const instance = same('instance', server.instance, isInstance ? one : undefined);
  const instanceName = same('instance', instance, parameters.take('instancename', 'instance'));
  const username = userIn(parts) ?? null;
  const credential = passwordCredential(passwordIn(parts));
  const sslMode = tlsModeIn('sqlserver', parameters);
  parameters.accept('driver');
  parameters.accept('provider');
  for (const name of ['integratedsecurity', 'trustedconnection']) parameters.accept(name, 'false', 'no');
  parameters.leave('connections here sign in by user and password', 'integratedsecurity', 'trustedconnection');
  return {
    dbType: 'sqlserver',
    host: oneHost(server.host),
    port,
    databaseName: database ?? null,
    username,
    credential,
    sslMode,
    options: given({ instanceName }),
    left: parameters.left(),
  };
}

/** `tcp:host\instance,port`. */
export function splitServer(text: string) {
  const [, protocol, rest = ''] = /^(?:(tcp|np|lpc|admin):)?(.*)$/is.exec(text.trim()) ?? [];
  if (protocol && protocol.toLowerCase() !== 'tcp') refuse(`The protocol ${protocol}: is not TCP`);
  const [, host = '', instance, port] = /^([^\\,]*)(?:\\([^\\,]*))?(?:,\s*([^,]*))?$/.exec(rest) ?? [];
  if (/^(?:\.|\(local\)|\(localdb\))$/i.test(host.trim())) {
    refuse('The server is named as the very machine that asks: enter its host name');
  }
  if (rest !== '' && host === '') refuse('The host cannot be read');
  return { host: host.trim(), instance: instance?.trim() || undefined, port: port?.trim() };
}
