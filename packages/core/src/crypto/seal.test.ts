import { createDecipheriv } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Keyring } from '../ports/index.ts';
import { createKeyring } from './keyring.ts';
import { seal, unseal } from './seal.ts';

const bytes = (fill: number) => Uint8Array.from({ length: 32 }, (_, at) => (at * 7 + fill) % 256);
let keyring: Keyring;
beforeAll(async () => {
  keyring = await createKeyring(bytes(1));
});

describe('sealing', () => {
  it.each(['secret', '', 'pä$$ "wörd" \\ 🚢', ' leading and trailing ', 'x'.repeat(16_384)])(
    'gives back %j',
    async (plaintext) => {
      const sealed = await seal(keyring, plaintext, 'here');
      expect(await unseal(keyring, sealed, 'here')).toBe(plaintext);
    },
  );

  it('writes iv:tag:ciphertext in base64, which any AES-256-GCM can read', async () => {
    const sealed = await seal(keyring, 'secret', 'here');
    const [iv, tag, ciphertext] = sealed.text.split(':').map((part) => Buffer.from(part, 'base64'));
    expect([iv?.length, tag?.length, ciphertext?.length]).toEqual([12, 16, 6]);
    const decipher = createDecipheriv('aes-256-gcm', bytes(1), iv as Buffer, { authTagLength: 16 });
    decipher.setAAD(Buffer.from('here'));
    decipher.setAuthTag(tag as Buffer);
    expect(Buffer.concat([decipher.update(ciphertext as Buffer), decipher.final()]).toString()).toBe('secret');
  });

  it('never writes the same text twice', async () => {
    const texts = await Promise.all(Array.from({ length: 50 }, () => seal(keyring, 'secret', 'here')));
    expect(new Set(texts.map(({ text }) => text)).size).toBe(50);
  });

  it('does not open under another binding, another key, or with any byte changed', async () => {
    const sealed = await seal(keyring, 'secret', 'here');
    expect(await unseal(keyring, sealed, 'elsewhere')).toBeNull();
    const other = await createKeyring(bytes(2));
    expect(await unseal(other, sealed, 'here')).toBeNull();
    expect(await unseal(other, { ...sealed, keyId: other.current.id }, 'here')).toBeNull();
    for (let part = 0; part < 3; part++) {
      const parts = sealed.text.split(':').map((text) => Buffer.from(text, 'base64'));
      const changed = parts[part] as Buffer;
      changed[0] = (changed[0] ?? 0) ^ 1;
      const text = parts.map((buffer) => buffer.toString('base64')).join(':');
      expect(await unseal(keyring, { ...sealed, text }, 'here')).toBeNull();
    }
  });

  it.each(['', ':', '::', 'a:b', 'AAAA:BBBB:CCCC', 'no base64:at all:here', 'a:b:c:d'])(
    'does not open %j',
    async (text) => {
      expect(await unseal(keyring, { text, keyId: keyring.current.id }, 'here')).toBeNull();
    },
  );

  it('opens with a previous key, and seals with the current one', async () => {
    const sealed = await seal(keyring, 'secret', 'here');
    const rotated = await createKeyring(bytes(3), [bytes(1)]);
    expect(await unseal(rotated, sealed, 'here')).toBe('secret');
    expect((await seal(rotated, 'secret', 'here')).keyId).toBe(rotated.current.id);
    expect(rotated.current.id).not.toBe(sealed.keyId);
  });
});
