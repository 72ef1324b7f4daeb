import { createAuthority } from '@portolan/testing/postgres';
import type { DatabricksEmulatorOptions } from './options.ts';
import { SHOP } from './shop.ts';
import { type DatabricksEmulator, startDatabricksEmulator } from './start-emulator.ts';

export const TOKEN = 'dapi-planted-secret';
export const CLIENT_SECRET = 'dose-planted-secret';

export interface Workspace extends AsyncDisposable {
  emulator: DatabricksEmulator;
  target: ReturnType<typeof targetOn>;
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
    target: targetOn(emulator.port, authority.ca),
    [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
  };
}

export const asClient = (target: Workspace['target'], clientSecret = CLIENT_SECRET) => ({
  ...target,
  credential: { type: 'oauthClient' as const, clientId: 'client-1', clientSecret },
});

/** The workspace as the drivers take it: they import this package in tests, so it cannot import them. */
const targetOn = (port: number, sslCa: string) => ({
  dbType: 'databricks' as const,
  host: 'localhost',
  port,
  databaseName: 'main',
  username: null,
  useSsl: true,
  options: { httpPath: '/sql/1.0/warehouses/emulator', sslCa },
  credential: { type: 'token' as const, token: TOKEN },
});
