import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { DriverGateway } from '@portolan/drivers';
import { createDriverHost } from '@portolan/drivers/host';
import { OPEN_EGRESS } from '@portolan/drivers/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEERS } from './peers/index.ts';

const run = promisify(execFile);
const build = fileURLToPath(new URL('../../../apps/api/build.mjs', import.meta.url));
let folder: string;
let host: DriverGateway;

// Far from any node_modules, as in the image.
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-bundle-'));
  await run(process.execPath, [build, folder]);
  host = createDriverHost({ egress: OPEN_EGRESS, worker: pathToFileURL(path.join(folder, 'worker.js')) });
}, 60_000);
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

test.each(PEERS)('the bundle has all that $name needs', async ({ start }) => {
  await using peer = await start();
  expect(await host.diagnose(peer.target)).toMatchObject({ success: true });
  const { items } = await host.tables(peer.target, { includeViews: true, page: 1, pageSize: 10 });
  expect(items.map(({ name }) => name)).toEqual(['big_orders', 'customers', 'orders'].map(peer.spell));
  const wrong = await host.diagnose(peer.wrong.password);
  expect(wrong).toMatchObject({ success: false, code: 'AUTH_FAILED' });
});
