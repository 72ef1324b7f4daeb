import { generateKeyPairSync } from 'node:crypto';
import {
  type SnowflakeEmulator,
  type SnowflakeEmulatorOptions,
  startSnowflakeEmulator,
} from '@portolan/emulator-snowflake';
import { createAuthority } from '@portolan/testing/postgres';
import type { ConnectionTarget } from '../driver.ts';
import { SHOP } from './peers/snowflake.ts';
import { passwordOf } from './target.ts';

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
  target: ConnectionTarget;
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
    target: {
      dbType: 'snowflake',
      host: 'localhost',
      port: emulator.port,
      databaseName: 'SHOP',
      username: 'app',
      useSsl: true,
      options: { account: 'acme-shop', warehouse: 'WH', sslCa: authority.ca },
      credential: passwordOf(SECRET),
    },
    [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
  };
}
