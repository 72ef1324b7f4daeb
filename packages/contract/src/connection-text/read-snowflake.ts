import type { ConnectionText } from './connection-text.ts';
import {
  DATABASE_NAMES,
  given,
  hostIn,
  oneHost,
  onePort,
  type Parts,
  passwordIn,
  portIn,
  same,
  userIn,
} from './parts.ts';
import { refuse } from './refusal.ts';

const SUFFIX = /\.snowflakecomputing\.(?:com|cn)$/i;

export function readSnowflake(parts: Parts): ConnectionText {
  const { parameters } = parts;
  const { host, account } = whereabouts(parts);
  const port = onePort(portIn(parts), 'snowflake');
  const [one, two, three] = (parts.path ?? '').replace(/\/$/, '').split('/');
  if (three !== undefined) refuse('The path has more parts than database and schema');
  const database = same('database', one, parameters.take(...DATABASE_NAMES));
  const schema = same('schema', two, parameters.take('schema'));
  const username = userIn(parts) ?? null;
  const password = passwordIn(parts);
  const token = parameters.take('token');
  parameters.accept('authenticator', 'snowflake', ...(token ? ['oauth', 'programmatic_access_token'] : []));
  for (const name of ['protocol', 'scheme']) parameters.accept(name, 'https');
  parameters.accept('ssl', 'on', 'true', '1');
  parameters.accept('driver');
  parameters.leave('a file: paste what is in it into its field', 'privatekeyfile', 'privatekeypath');
  const options = given({ account, warehouse: parameters.take('warehouse'), role: parameters.take('role'), schema });
  return {
    dbType: 'snowflake',
    host,
    port,
    databaseName: database ?? null,
    username,
    credential: token ? { type: 'token', token } : password ? { type: 'password', password } : null,
    sslMode: null,
    options,
    left: parameters.left(),
  };
}

/** Some name the account and some the host that follows from it. */
function whereabouts(parts: Parts): { host: string; account: string } {
  const { parameters } = parts;
  const named = parameters.take('account', 'accountname');
  const region = parameters.take('region');
  const given = hostIn(parts);
  if (given && SUFFIX.test(given)) {
    return { host: oneHost(given), account: named ?? oneHost(given).replace(SUFFIX, '') };
  }
  if (given && named && given !== named) return { host: oneHost(given), account: named };
  if (given?.includes('.') && parts.isJdbc) refuse('The host is none of snowflakecomputing.com: name the account, too');
  const account = named ?? given;
  if (!account) return refuse('No account is named');
  const whole = region && !account.includes('.') ? `${account}.${region}` : account;
  const domain = /\.cn-/.test(whole) ? 'snowflakecomputing.cn' : 'snowflakecomputing.com';
  // A name of the DNS has no underscore; Snowflake answers to the hyphen.
  return { host: oneHost(`${whole.replaceAll('_', '-')}.${domain}`), account: whole };
}
