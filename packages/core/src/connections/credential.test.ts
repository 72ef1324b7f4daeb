import { describe, expect, it } from 'vitest';
import { createKeyring } from '../crypto/keyring.ts';
import { seal } from '../crypto/seal.ts';
import { openCredential } from './credential.ts';

const keyring = await createKeyring(crypto.getRandomValues(new Uint8Array(32)));
const credential = { type: 'password', password: 'kept' } as const;

/** A row as it was stored while the host was bound as typed. */
async function storedFor(host: string) {
  const credentialDestination = JSON.stringify(['postgresql', host, 5432, '', '', '', 'disable']);
  const binding = `portolan:credential:1:tenant:row:${credentialDestination}`;
  const { text, keyId } = await seal(keyring, JSON.stringify(credential), binding);
  const at = { dbType: 'postgresql', host, port: 5432, useSsl: false, options: null } as const;
  const stored = { encryptedCredential: text, credentialKeyId: keyId, credentialDestination };
  return { id: 'row', tenantId: 'tenant', ...at, ...stored };
}

describe('a credential that was stored for a host in another spelling', () => {
  it.each([
    ['localhost.', 'localhost'],
    ['[::1]', '::1'],
    ['bücher.example', 'bücher.example'],
    ['127.1', '127.0.0.1'],
  ])('of %s opens, there and for %s', async (before, host) => {
    const row = await storedFor(before);
    expect(await openCredential(keyring, row)).toEqual({ state: 'ready', credential });
    expect(await openCredential(keyring, { ...row, host })).toEqual({ state: 'ready', credential });
  });

  it('opens nowhere else, and not by a text that was put in the place of its own', async () => {
    const row = await storedFor('localhost.');
    expect(await openCredential(keyring, { ...row, host: 'db.example' })).toEqual({ state: 'sealed' });
    const elsewhere = JSON.stringify(['postgresql', 'db.example', 5432, '', '', '', 'disable']);
    const forged = { ...row, host: 'db.example', credentialDestination: elsewhere };
    expect(await openCredential(keyring, forged)).toEqual({ state: 'unreadable' });
  });
});
