import crypto from 'node:crypto';
import { promisify } from 'node:util';
import { type Argon2id, TAG_BYTES } from '@portolan/platform/passwords';

/** By OpenSSL on the thread pool: Node from 24.7, and Bun. */
export const nodeArgon2id: Argon2id = (password, salt, cost) =>
  promisify(crypto.argon2)('argon2id', { message: password, nonce: salt, tagLength: TAG_BYTES, ...cost });
