import type { ConnectionText } from './connection-text.ts';
import type { Parameters } from './parameters.ts';
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
import { tlsModeIn } from './tls-mode.ts';

export const readPostgresql = (parts: Parts) => readWire(parts, 'postgresql');
export const readMysql = (parts: Parts) => readWire(parts, 'mysql');

function readWire(parts: Parts, dbType: 'postgresql' | 'mysql'): ConnectionText {
  const { parameters } = parts;
  // As a parameter the host may bring its port along.
  const address = hostIn(parts);
  const [, named, behind] = /^([^:,/]+):(\d+)$/.exec(address ?? '') ?? [];
  const host = oneHost(named ?? address);
  const port = onePort(same('port', behind, portIn(parts)), dbType);
  const database = same('database', parts.path, parameters.take(...DATABASE_NAMES));
  const username = userIn(parts) ?? null;
  const credential = passwordCredential(passwordIn(parts));
  const sslMode = tlsModeIn(dbType, parameters);
  const options = given({ schema: schemaIn(parameters) });
  const databaseName = database ?? null;
  return { dbType, host, port, databaseName, username, credential, sslMode, options, left: parameters.left() };
}

/** One schema; a search path of several is none. */
function schemaIn(parameters: Parameters): string | undefined {
  const schema = parameters.take('currentschema', 'schema', 'searchpath');
  if (schema === undefined || !/[,"$]/.test(schema)) return schema;
  parameters.note('schema', 'it is a list, and one schema has a place here');
  return undefined;
}
