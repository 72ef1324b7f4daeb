import {
  type DatabricksEmulator,
  type DatabricksEmulatorOptions,
  startDatabricksEmulator,
} from '@portolan/emulator-databricks';
import { createAuthority } from '@portolan/testing/postgres';
import type { ConnectionTarget } from '../driver.ts';
import { SHOP } from './peers/databricks.ts';

export const TOKEN = 'dapi-planted-secret';
export const CLIENT_SECRET = 'dose-planted-secret';

export interface Workspace extends AsyncDisposable {
  emulator: DatabricksEmulator;
  target: ConnectionTarget;
}

/** An emulated workspace and a target that works. */
export async function startWorkspace(over: Partial<DatabricksEmulatorOptions> = {}): Promise<Workspace> {
  const authority = createAuthority();
  const login = { user: 'app@example.com' };
  const emulator = await startDatabricksEmulator({
    tls: authority.issue({ commonName: 'workspace', names: ['localhost', '127.0.0.1'] }),
    tokens: { [TOKEN]: login, 'dapi-admin': { user: 'admin@example.com', admin: true } },
    clients: { 'client-1': { secret: CLIENT_SECRET, login } },
    catalogs: [SHOP],
    ...over,
  });
  return {
    emulator,
    target: {
      dbType: 'databricks',
      host: 'localhost',
      port: emulator.port,
      databaseName: 'main',
      username: null,
      useSsl: true,
      options: { httpPath: '/sql/1.0/warehouses/emulator', sslCa: authority.ca },
      credential: { type: 'token', token: TOKEN },
    },
    [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
  };
}

export const asClient = (target: ConnectionTarget, clientSecret = CLIENT_SECRET): ConnectionTarget => ({
  ...target,
  credential: { type: 'oauthClient', clientId: 'client-1', clientSecret },
});
