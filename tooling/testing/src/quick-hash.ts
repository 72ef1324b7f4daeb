import { argon2Sync, randomBytes } from 'node:crypto';

/** The least that argon2id can do. */
const COST = { memory: 8, passes: 1, parallelism: 1 };

/** A password hashed for hundreds of sign-ins: what a real hash takes, which is much on purpose, is tested elsewhere. */
export function quickHash(password: string): string {
  const nonce = randomBytes(16);
  const tag = argon2Sync('argon2id', { message: password, nonce, tagLength: 32, ...COST });
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${unpadded(nonce)}$${unpadded(tag)}`;
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
