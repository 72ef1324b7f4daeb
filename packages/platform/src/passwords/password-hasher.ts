import type { PasswordHasher } from '@portolan/core';
import type { Argon2id } from './argon2id.ts';

/** OWASP's first choice: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const SETTINGS = /^(\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$)/;

/** argon2id in PHC format, the same text whatever computes it: people move between runtimes. */
export function createPasswordHasher(argon2id: Argon2id): PasswordHasher {
  return {
    async hash(password) {
      const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
      const tag = await argon2id(password, salt, COST);
      const cost = `m=${COST.memory},t=${COST.passes},p=${COST.parallelism}`;
      return `$argon2id$v=19$${cost}$${unpadded(salt)}$${unpadded(tag)}`;
    },
    async rehash(settings, password) {
      const [, head, memory, passes, parallelism, salt] = SETTINGS.exec(settings) ?? [];
      if (!head || !salt) throw new Error('These are not the settings of an argon2id hash');
      const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
      return head + unpadded(await argon2id(password, bytesOf(salt), cost));
    },
  };
}

function unpadded(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('=', '');
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
