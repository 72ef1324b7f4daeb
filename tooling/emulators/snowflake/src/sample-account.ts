import { generateKeyPairSync } from 'node:crypto';
import { createAuthority } from '@portolan/testing/postgres';
import type { SnowflakeEmulatorOptions } from './options.ts';
import { SHOP } from './shop.ts';
import { type SnowflakeEmulator, startSnowflakeEmulator } from './start-emulator.ts';

export const SECRET = 'planted-secret';
export const PASSPHRASE = 'planted-passphrase';

const pem = { type: 'spki', format: 'pem' } as const;
const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: pem,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE },
});
/** Encrypted PKCS#8, as the documentation of Snowflake tells people to make it. */
export const PRIVATE_KEY = KEYS.privateKey;

export interface Account extends AsyncDisposable {
  emulator: SnowflakeEmulator;
  target: ReturnType<typeof targetOn>;
}

/** An emulated account and a target that works. */
export async function startAccount(over: Partial<SnowflakeEmulatorOptions> = {}): Promise<Account> {
  const authority = createAuthority();
  const emulator = await startSnowflakeEmulator({
    tls: authority.issue({ commonName: 'account', names: ['localhost', '127.0.0.1'] }),
    account: 'acme-shop',
    users: {
      APP: {
        password: SECRET,
        publicKey: KEYS.publicKey,
        tokens: [`pat-${SECRET}`],
        roles: ['READER', 'ACCOUNTADMIN'],
      },
    },
    warehouses: [{ name: 'WH', state: 'STARTED' }],
    databases: [SHOP],
    ...over,
  });
  return {
    emulator,
    target: targetOn(emulator.port, authority.ca),
    [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
  };
}

/** The account as the drivers take it: they import this package in tests, so it cannot import them. */
const targetOn = (port: number, sslCa: string) => ({
  dbType: 'snowflake' as const,
  host: 'localhost',
  port,
  databaseName: 'SHOP',
  username: 'app',
  useSsl: true,
  options: { account: 'acme-shop', warehouse: 'WH', sslCa },
  credential: { type: 'password' as const, password: SECRET },
});
