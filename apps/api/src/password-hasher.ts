import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHasher } from '@portolan/core';

const derive = promisify(argon2);
/** OWASP's first choice: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** argon2id in PHC format, computed on the thread pool: the event loop never waits for a hash. */
export const passwordHasher: PasswordHasher = {
  async hash(password) {
    const salt = randomBytes(16);
    const tag = await derive('argon2id', { message: password, nonce: salt, tagLength: TAG_BYTES, ...COST });
    const cost = `m=${COST.memory},t=${COST.passes},p=${COST.parallelism}`;
    return `$argon2id$v=19$${cost}$${unpadded(salt)}$${unpadded(tag)}`;
  },
  async verify(hash, password) {
    const [, memory, passes, parallelism, salt, tag] = PHC.exec(hash) ?? [];
    if (!salt || !tag) return false;
    const expected = Buffer.from(tag, 'base64');
    const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
    const nonce = Buffer.from(salt, 'base64');
    const actual = await derive('argon2id', { message: password, nonce, tagLength: expected.length, ...cost });
    return timingSafeEqual(actual, expected);
  },
};

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
