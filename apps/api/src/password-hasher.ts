import { argon2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHasher } from '@portolan/core';

const derive = promisify(argon2);
/** OWASP's first choice: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const SETTINGS = /^(\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$)/;

/** argon2id in PHC format, computed on the thread pool: the event loop never waits for a hash. */
export const passwordHasher: PasswordHasher = {
  async hash(password) {
    const salt = randomBytes(16);
    const tag = await derive('argon2id', { message: password, nonce: salt, tagLength: TAG_BYTES, ...COST });
    const cost = `m=${COST.memory},t=${COST.passes},p=${COST.parallelism}`;
    return `$argon2id$v=19$${cost}$${unpadded(salt)}$${unpadded(tag)}`;
  },
  async rehash(settings, password) {
    const [, head, memory, passes, parallelism, salt] = SETTINGS.exec(settings) ?? [];
    if (!head || !salt) throw new Error('These are not the settings of an argon2id hash');
    const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
    const nonce = Buffer.from(salt, 'base64');
    const tag = await derive('argon2id', { message: password, nonce, tagLength: TAG_BYTES, ...cost });
    return head + unpadded(tag);
  },
};

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
