/** Entry of the thread that computes hashes in WebAssembly, one after the other. */
import { parentPort } from 'node:worker_threads';
import { TAG_BYTES } from '@portolan/platform/passwords';
import { argon2id } from 'hash-wasm';
import type { FromThread, ToThread } from './wasm-argon2id.ts';

parentPort?.on('message', ({ id, password, salt, memory, passes, parallelism }: ToThread) => {
  const cost = { memorySize: memory, iterations: passes, parallelism };
  void argon2id({ password, salt, ...cost, hashLength: TAG_BYTES, outputType: 'binary' }).then(
    (tag) => tell({ id, tag }),
    () => tell({ id, tag: null }),
  );
});

function tell(answer: FromThread): void {
  parentPort?.postMessage(answer);
}
