import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { QUICKTYPE } from '@portolan/programs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openToolHub, ROOT, type ToolHub } from './tool-hub.ts';

const run = promisify(execFile);
let hub: ToolHub;
let key: string;
beforeAll(async () => {
  hub = await openToolHub();
  key = await hub.keyFor('connections:read', 'connections:introspect');
});
afterAll(() => hub[Symbol.asyncDispose]());

describe.each(['python', 'go'])('the recipe for %s', (language) => {
  let folder: string;
  /** The commands of its README, as they stand there, with the address and a key of this hub. */
  async function follow(apiKey: string, from = 0) {
    const readme = await readFile(path.join(folder, 'README.md'), 'utf8');
    const commands = (/```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '').trimEnd().split('\n').slice(from);
    const script = commands.join('\n').replaceAll('https://hub.example', hub.url).replaceAll('ptl_…', apiKey);
    // Nothing is fetched but from the hub: what is not here already fails.
    const env = {
      PATH: [path.dirname(process.execPath), '/usr/bin', process.env.PATH].join(path.delimiter),
      HOME: path.join(hub.folder, 'home'),
      GOPROXY: 'off',
      npm_config_registry: 'http://127.0.0.1:1/',
    };
    return run('bash', ['--norc', '-euo', 'pipefail', '-c', script], { cwd: folder, env }).catch((failed) => failed);
  }

  beforeAll(async () => {
    folder = path.join(hub.folder, language);
    await cp(path.join(ROOT, 'examples', language), folder, { recursive: true });
    await mkdir(path.join(folder, 'node_modules/.bin'), { recursive: true });
    await symlink(QUICKTYPE, path.join(folder, 'node_modules/quicktype'));
    await symlink(path.join(QUICKTYPE, 'dist/index.js'), path.join(folder, 'node_modules/.bin/quicktype'));
  });

  it('generates types from the document of the hub, and lists with them', async () => {
    const { stdout, stderr } = await follow(key);
    expect(stderr).toBe('');
    const lines = stdout.trimEnd().split('\n').sort();
    expect(lines).toEqual([
      'Nowhere (postgresql): TCP_REFUSED after config, policy, dns',
      expect.stringMatching(/^Shop \(postgresql\): [1-9]\d* tables$/),
    ]);
  });

  it('knows the codes of what the hub refuses', async () => {
    const { code, stderr } = await follow('ptl_nobody_nothing', -1);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^UNAUTHORIZED: .+ Is the key right\?$/m);
  });
});
