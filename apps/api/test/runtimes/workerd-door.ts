import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Door, Exception } from '@portolan/testing/smoke';
import { buildWorker, startWorker } from '@portolan/testing/workerd';
import { startDriverHost } from './driver-host.ts';

/** A hub as a worker in workerd, over databases that another runtime has made, with a host for its drivers. */
export function workerdDoor(exceptions: readonly Exception[]): Door {
  return {
    name: 'workerd',
    exceptions,
    over:
      (installation) =>
      async (env = {}) => {
        const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-worker-'));
        const [host] = await Promise.all([startDriverHost(installation), buildWorker(folder)]);
        const texts = { ...installation, PORTOLAN_DRIVER_HOST: host.address, ...env };
        const worker = await startWorker({ folder, texts });
        return {
          url: worker.url,
          async stop() {
            await worker.stop();
            await host[Symbol.asyncDispose]();
            await rm(folder, { recursive: true, force: true });
            return 0;
          },
        };
      },
  };
}
