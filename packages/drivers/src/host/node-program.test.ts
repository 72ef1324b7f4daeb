import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { createDriverHost } from './create-driver-host.ts';
import { findNode, ownNode } from './node-program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-node-'));
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rm(folder, { recursive: true, force: true }));

async function program(name: string, script: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

test('the given one is taken, or none', async () => {
  const given = await findNode(process.execPath, '/');
  expect(given).toEqual({ ...ownNode(), serialization: 'json' });
  expect(await findNode(path.join(folder, 'nothing'), import.meta.dirname)).toBeNull();
  expect(await findNode(await program('other', 'echo hello'), import.meta.dirname)).toBeNull();
  expect(await findNode(await program('old', 'echo 20.19.0 false'), import.meta.dirname)).toBeNull();
});

test('else the first on the PATH that is new enough, else that of the checkout', async () => {
  await program('node', 'echo 18.0.0 false');
  vi.stubEnv('PATH', `relative:${folder}:${path.dirname(process.execPath)}`);
  expect((await findNode(undefined, '/'))?.path).toBe(path.join(path.dirname(process.execPath), 'node'));
  vi.stubEnv('PATH', folder);
  expect(await findNode(undefined, '/')).toBeNull();
  expect((await findNode(undefined, import.meta.dirname))?.path).toMatch(/node_modules\/node\/bin\/node$/);
});

test('a worker that another runtime started answers in JSON, as confined as any', async () => {
  const link = path.join(folder, 'linked-node');
  await symlink(process.execPath, link);
  const node = await findNode(link, '/');
  if (!node) throw new Error('not found');
  const gateway = createDriverHost({ egress: { allow: [], deny: ['10.0.0.0/8'], allowPrivate: true }, node });
  const target: ConnectionTarget = {
    dbType: 'postgresql',
    host: '10.1.2.3',
    port: 5432,
    databaseName: 'app',
    username: 'app',
    useSsl: false,
    options: {},
    credential: { type: 'password', password: 'secret' },
  };
  expect(await gateway.diagnose(target)).toMatchObject({ success: false, code: 'EGRESS_BLOCKED' });
  await expect(gateway.schemas(target)).rejects.toMatchObject({ code: 'EGRESS_BLOCKED' });
  await gateway.close();
});
