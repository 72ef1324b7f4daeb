// As a whole, not by name: of a runtime without `argon2` the import would fail already.
import crypto from 'node:crypto';
import type { Argon2id } from '@portolan/platform/passwords';
import { nodeArgon2id } from './node-argon2id.ts';
import { wasmArgon2id } from './wasm-argon2id.ts';

/** That of the runtime, else one in WebAssembly. */
export function openArgon2id(): Argon2id {
  return 'argon2' in crypto ? nodeArgon2id : wasmArgon2id();
}
