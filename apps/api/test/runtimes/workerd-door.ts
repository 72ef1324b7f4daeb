import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Door, Exception, Start } from '@portolan/testing/smoke';
import { buildWorker, startWorker } from '@portolan/testing/workerd';
import { startDriverHost } from './driver-host.ts';

/** A hub as a worker in workerd, over databases that another runtime has made. */
export function workerdDoor(exceptions: readonly Exception[]): Door {
  return { name: 'workerd', exceptions, over };
}

function over(installation: Record<string, string>): Start {
  let built: Promise<string> | undefined;
  return async (env = {}) => {
    // Built once: whoever was first is stopped last.
    const isFirst = built === undefined;
    built ??= build();
    // Where nothing is said of one it has a host for its drivers.
    const host = env.PORTOLAN_DRIVER_HOST === undefined ? await startDriverHost(installation) : null;
    const drivers = host ? { PORTOLAN_DRIVER_HOST: host.address } : {};
    const folder = await built;
    const worker = await startWorker({ folder, texts: { ...installation, ...drivers, ...env } });
    return {
      url: worker.url,
      async stop() {
        await worker.stop();
        await host?.[Symbol.asyncDispose]();
        if (isFirst) await rm(folder, { recursive: true, force: true });
        return 0;
      },
    };
  };
}

async function build(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-worker-'));
  await buildWorker(folder);
  return folder;
}
