import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Argon2id, Argon2idCost } from '@portolan/platform/passwords';

export interface ToThread extends Argon2idCost {
  id: number;
  password: string;
  salt: Uint8Array;
}

export interface FromThread {
  id: number;
  /** Null where it could not be computed. */
  tag: Uint8Array | null;
}

/** By WebAssembly, for a runtime that has none of its own: in one thread, made when it is first needed. */
export function wasmArgon2id(): Argon2id {
  const pending = new Map<number, PromiseWithResolvers<Uint8Array>>();
  let thread: Worker | null = null;
  let nextId = 1;
  const start = () => {
    const worker = new Worker(new URL(`./wasm-thread${path.extname(import.meta.url)}`, import.meta.url));
    worker.on('message', ({ id, tag }: FromThread) => {
      const one = pending.get(id);
      pending.delete(id);
      if (tag) one?.resolve(tag);
      else one?.reject(new Error('The hash could not be computed'));
      // Only work keeps the process alive.
      if (pending.size === 0) worker.unref();
    });
    worker.on('error', (error) => {
      for (const one of pending.values()) one.reject(error);
      pending.clear();
      thread = null;
    });
    return worker;
  };
  return (password, salt, cost) => {
    thread ??= start();
    const id = nextId++;
    const result = Promise.withResolvers<Uint8Array>();
    pending.set(id, result);
    thread.ref();
    thread.postMessage({ id, password, salt, ...cost } satisfies ToThread);
    return result.promise;
  };
}
