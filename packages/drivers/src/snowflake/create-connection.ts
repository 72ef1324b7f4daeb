import { Agent } from 'node:http';
import type Snowflake from 'snowflake-sdk';
import type { Deadline } from '../driver.ts';
import { type HttpsDoor, routedElsewhere } from '../network/https-door.ts';
import { urlHostOf } from '../network/open-https.ts';
import { loadSdk } from './load-sdk.ts';
import type { SnowflakeLogin, SnowflakeSettings } from './settings.ts';

/** A connection of the library whose requests go through the door. Nothing is sent yet. */
export async function createConnection(
  settings: SnowflakeSettings,
  door: HttpsDoor,
  deadline: Deadline,
): Promise<Snowflake.Connection> {
  const { host, port, account, login, database, schema, warehouse, role } = settings;
  const snowflake = await loadSdk();
  const urlHost = host.kind === 'address' && host.address.includes(':') ? `[${host.address}]` : urlHostOf(host);
  const plain = noPlainHttp(door);
  const options = {
    account,
    accessUrl: `https://${urlHost}:${port}`,
    ...credentialsOf(login),
    ...(database === null ? {} : { database }),
    ...(schema === null ? {} : { schema }),
    ...(warehouse === null ? {} : { warehouse }),
    ...(role === null ? {} : { role }),
    application: 'Portolan',
    // In place of the library's own agents, and of their OCSP requests to hosts a certificate names: the door verifies
    // the chain as every other connection here does.
    agentClass: ({ protocol }: { protocol?: string }) => (protocol === 'http:' ? plain : door),
    timeout: Math.ceil(deadline.remainingMs()),
    // One attempt: what is worth another is up to the one who waits.
    sfRetryMaxLoginRetries: 0,
    clientSessionKeepAlive: false,
    clientStoreTemporaryCredential: false,
    clientRequestMFAToken: false,
    disableQueryContextCache: true,
    streamResult: true,
    // One chunk of a large result ahead of the one that is read.
    resultPrefetch: 1,
  };
  return snowflake.createConnection(options as Snowflake.ConnectionOptions);
}

function credentialsOf(login: SnowflakeLogin) {
  switch (login.kind) {
    case 'password':
      return { authenticator: 'SNOWFLAKE', username: login.username, password: login.password };
    case 'keyPair':
      return { authenticator: 'SNOWFLAKE_JWT', username: login.username, privateKey: login.privateKey };
    case 'token':
      return {
        authenticator: 'PROGRAMMATIC_ACCESS_TOKEN',
        token: login.token,
        ...(login.username === null ? {} : { username: login.username }),
      };
  }
}

/** What the library gets for a URL without TLS: it goes nowhere. */
function noPlainHttp(door: HttpsDoor): Agent {
  const agent = new Agent();
  agent.createConnection = () => {
    const refusal = routedElsewhere();
    door.fail(refusal);
    throw refusal;
  };
  return agent;
}
