import { createPasswordHasher } from '@portolan/platform/passwords';
import { expect, test } from 'vitest';
import { nodeArgon2id } from './node-argon2id.ts';
import { wasmArgon2id } from './wasm-argon2id.ts';

const hashers = [
  ['OpenSSL', createPasswordHasher(nodeArgon2id)],
  ['WebAssembly', createPasswordHasher(wasmArgon2id())],
] as const;
/** What the reference implementation makes of them: `argon2 -id -t 2 -k 19456 -p 1 -l 32 -e`. */
const KNOWN = [
  [
    'correct horse battery staple',
    '$argon2id$v=19$m=19456,t=2,p=1$cG9ydG9sYW5zYWx0MTIzNA$zWqOlFWaSx73EzsLl0LalQEowivWYe+NKyRhE/n/Xdg',
  ],
  [
    'Pässwörter für Übermütige 🧭',
    '$argon2id$v=19$m=4096,t=3,p=2$cG9ydG9sYW5zYWx0MTIzNA$JvZWXKvPKC9eIILN+ho5Wa9l+ukV8FdE3Rx40SnfQH4',
  ],
] as const;
const PASSWORDS = ['correct horse battery staple', 'Pässwörter für Übermütige 🧭', 'x'.repeat(200)];

test.each(hashers)('%s answers what others have computed', async (_, hasher) => {
  for (const [password, hash] of KNOWN) expect(await hasher.rehash(hash, password)).toBe(hash);
});

test('what one has hashed the other knows again', async () => {
  for (const [, mine] of hashers) {
    for (const [, other] of hashers) {
      for (const password of PASSWORDS) {
        const hash = await mine.hash(password);
        expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
        expect(await other.rehash(hash, password)).toBe(hash);
        expect(await other.rehash(hash, `${password}.`)).not.toBe(hash);
      }
    }
  }
});

test.each(hashers)('%s refuses what is no hash, and goes on', async (_, hasher) => {
  await expect(hasher.rehash('$2b$10$abc', 'x')).rejects.toThrow('argon2id');
  // More lanes than memory for them.
  await expect(hasher.rehash('$argon2id$v=19$m=8,t=1,p=9$c2FsdHNhbHRzYWx0$', 'x')).rejects.toThrow();
  expect(await hasher.hash('something-else')).toMatch(/^\$argon2id\$/);
});
