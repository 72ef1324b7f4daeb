import { type Argon2id, TAG_BYTES } from '@portolan/platform/passwords';
import plain from 'argon2id/dist/no-simd.wasm';
import simd from 'argon2id/dist/simd.wasm';
import setupWasm from 'argon2id/lib/setup.js';

const encoder = new TextEncoder();
let made: ReturnType<typeof setupWasm> | undefined;
/**
 * Of the modules that the platform has compiled: a worker must not compile bytes. Made with the first password, as it takes
 * 65 MiB at once, over which V8 would collect garbage within the first request of a worker.
 */
const compute = () => {
  made ??= setupWasm(instanceOf(simd), instanceOf(plain));
  return made;
};

function instanceOf(module: WebAssembly.Module) {
  return async (imports: WebAssembly.Imports) => ({ module, instance: new WebAssembly.Instance(module, imports) });
}

/** Shorter ones the library refuses, and no account has one. */
const SHORTEST = 8;

/** argon2id by the WebAssembly of OpenPGP.js; on the thread of the request, as there is no other. */
export const moduleArgon2id: Argon2id = async (text, salt, { memory: memorySize, passes, parallelism }) => {
  const given = encoder.encode(text);
  const password = new Uint8Array(Math.max(given.length, SHORTEST));
  password.set(given);
  const tag = (await compute())({ password, salt, passes, parallelism, memorySize, tagLength: TAG_BYTES });
  // As much work as for any other, and never the same.
  return given.length < SHORTEST ? tag.map((byte) => byte ^ 0xff) : tag;
};
