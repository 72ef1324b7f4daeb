import type { Credential } from '../credentials.ts';
import type { ConnectionText } from './connection-text.ts';
import { given, hostIn, oneHost, onePort, type Parts, passwordIn, portIn, same, userIn } from './parts.ts';

export function readDatabricks(parts: Parts): ConnectionText {
  const { parameters } = parts;
  const host = oneHost(hostIn(parts));
  const port = onePort(portIn(parts), 'databricks');
  const isHttpPath = parts.path?.startsWith('sql/') || parts.path?.includes('/');
  const httpPath = same('HTTP path', isHttpPath ? `/${parts.path}` : undefined, parameters.take('httppath'));
  const database = parameters.take('conncatalog', 'catalog', 'initialcatalog');
  const credential = credentialIn(parts);
  for (const name of ['schema', 'connschema']) parameters.accept(name, 'default');
  parameters.leave('there is no field for the schema', 'schema', 'connschema');
  if (!isHttpPath && parts.path && parts.path !== 'default') {
    parameters.note('schema', 'there is no field for the schema');
  }
  parameters.accept('ssl', '1', 'true');
  for (const name of ['transportmode', 'thrifttransport', 'authflow', 'driver', 'sparkservertype'])
    parameters.accept(name);
  parameters.accept('authmech', '3', '11');
  return {
    dbType: 'databricks',
    host,
    port,
    databaseName: database ?? null,
    username: null,
    credential,
    sslMode: null,
    options: given({ httpPath: httpPath && `/${httpPath.replace(/^\//, '')}` }),
    left: parameters.left(),
  };
}

/** The user is `token` where the password is one; a service principal has an id and a secret. */
function credentialIn(parts: Parts): Credential | null {
  const { parameters } = parts;
  const [clientId, clientSecret] = [parameters.take('oauth2clientid'), parameters.take('oauth2secret')];
  const user = userIn(parts);
  const password = passwordIn(parts);
  const token = parameters.take('authaccesstoken', 'accesstoken', 'token');
  if (clientId && clientSecret) return { type: 'oauthClient', clientId, clientSecret };
  const isToken = user === undefined || user.toLowerCase() === 'token';
  if (!isToken) parameters.note('user', 'connections here sign in by a token or a service principal');
  const found = same('token', token, isToken ? password : undefined);
  return found ? { type: 'token', token: found } : null;
}
