import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createKeyring, hubKeySet, hubSigner } from '@portolan/core';
import type { DriverGateway } from '@portolan/drivers';
import { createRemoteDrivers, parseHostAddress } from '@portolan/drivers/remote';

const BUILD = fileURLToPath(new URL('../../../../apps/drivers/build.mjs', import.meta.url));

export interface BundledHost extends AsyncDisposable {
  gateway: DriverGateway;
  /** The script of driver processes in the same bundle. */
  worker: string;
}

/** The driver host as it is shipped, in a process of its own, and a gateway to it. */
export async function startBundledHost(): Promise<BundledHost> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-bench-host-'));
  await promisify(execFile)(process.execPath, [BUILD, path.join(folder, 'bundle')]);
  const keyring = await createKeyring(crypto.getRandomValues(new Uint8Array(32)));
  const child = spawn(process.execPath, [path.join(folder, 'bundle/drivers.js')], {
    env: {
      PORT: '0',
      LOG_LEVEL: 'warn',
      PORTOLAN_DATA_DIR: folder,
      PORTOLAN_HUB_KEYS: JSON.stringify(await hubKeySet(keyring)),
      PORTOLAN_EGRESS_ALLOW: '127.0.0.1',
      MALLOC_ARENA_MAX: '2',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  while (!/PORTOLAN_DRIVER_HOST=\S+\n/.test(output)) output += String((await once(child.stdout, 'data'))[0]);
  const address = parseHostAddress(/PORTOLAN_DRIVER_HOST=(\S+)/.exec(output)?.[1] ?? '');
  const remote = createRemoteDrivers({
    version: '0',
    hosts: [address],
    signer: await hubSigner(keyring),
    onEvent: (event) => console.error(event),
  });
  return {
    gateway: remote.gateway('people'),
    worker: path.join(folder, 'bundle/worker.js'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await once(child, 'close');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
