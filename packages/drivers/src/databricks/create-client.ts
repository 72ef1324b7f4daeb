import { connections, DBSQLClient } from '@databricks/sql';
import type { HttpsDoor } from '../network/https-door.ts';
import { urlHostOf } from '../network/open-https.ts';
import { completeMessagesOnly, type ThriftConnection } from './complete-messages-only.ts';
import type { DatabricksSettings } from './settings.ts';

/** The library logs addresses, statements and errors to the console otherwise. */
const QUIET = { log() {} };

/** A client of the library whose requests go through the door, with a token. Nothing is sent yet. */
export async function createClient(
  { host, port, httpPath }: Pick<DatabricksSettings, 'host' | 'port' | 'httpPath'>,
  token: string,
  door: HttpsDoor,
): Promise<DBSQLClient> {
  const client = new DBSQLClient({ logger: QUIET });
  client.on('error', () => {});
  const urlHost = host.kind === 'address' && host.address.includes(':') ? `[${host.address}]` : urlHostOf(host);
  const provider = new DoorConnection({ host: urlHost, port, path: httpPath, https: true }, client, door);
  // Plain columns: the catalogue is text, and nothing of a stranger is decompressed or fetched from elsewhere.
  Object.assign(client.getConfig(), { arrowEnabled: false, useCloudFetch: false, useLZ4Compression: false });
  Object.assign(client, { createConnectionProvider: () => provider });
  await client.connect({
    host: urlHost,
    port,
    path: httpPath,
    authType: 'access-token',
    token,
    userAgentEntry: 'portolan',
    telemetryEnabled: false,
    // One attempt: what is worth another is up to the one who waits.
    retryMaxAttempts: 1,
    retriesTimeout: 1,
  });
  return client;
}

class DoorConnection extends connections.HttpConnection {
  readonly #door: HttpsDoor;
  #connection: ThriftConnection | null = null;

  constructor(
    options: ConstructorParameters<typeof connections.HttpConnection>[0],
    client: DBSQLClient,
    door: HttpsDoor,
  ) {
    super(options, client);
    this.#door = door;
  }

  override async getAgent(): Promise<HttpsDoor> {
    return this.#door;
  }

  override async getThriftConnection(): Promise<ThriftConnection> {
    const connection = this.#connection ?? completeMessagesOnly(await super.getThriftConnection());
    this.#connection = connection;
    return connection;
  }
}
