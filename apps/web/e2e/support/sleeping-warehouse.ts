import { createServer } from 'node:https';
import { createAuthority } from '@portolan/testing/postgres';
import type { ConnectionFields } from './site.ts';

export interface SleepingWarehouse extends AsyncDisposable {
  /** A connection to it, with whatever token. */
  fields: Omit<ConnectionFields, 'name'>;
  /** From now on it is awake, and knows no token. */
  wake(): void;
}

/** A Databricks warehouse that says that it is starting. */
export async function startSleepingWarehouse(): Promise<SleepingWarehouse> {
  const authority = createAuthority();
  let isAwake = false;
  const server = createServer(authority.issue({ commonName: 'workspace', names: ['localhost'] }), (_, response) => {
    const [status, reason] = isAwake ? [403, 'Invalid access token.'] : [503, 'Warehouse is starting'];
    response.writeHead(Number(status), { 'x-databricks-reason-phrase': String(reason) }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    fields: {
      dbType: 'databricks',
      host: 'localhost',
      port: (server.address() as { port: number }).port,
      useSsl: true,
      databaseName: 'main',
      username: null,
      password: undefined,
      options: { httpPath: '/sql/1.0/warehouses/asleep', sslCa: authority.ca },
      credential: { type: 'token', token: 'dapi-whatever' },
    },
    wake() {
      isAwake = true;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
