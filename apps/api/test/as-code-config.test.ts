import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EXIT } from '@portolan/cli';
import { NODE_OLDEST } from '@portolan/programs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installClient } from './as-code-site.ts';

let client: Awaited<ReturnType<typeof installClient>>;
/** Of somebody who has no package of their own there. */
let folder: string;

beforeAll(async () => {
  client = await installClient();
  folder = await mkdtemp(path.join(client.home, 'folder-'));
}, 60_000);
afterAll(() => client.remove());

/** As Nodes are that read no TypeScript. */
const UNTYPED = ['--no-experimental-strip-types', '--no-warnings'];
/** Nobody is there: what a config says that is read whole is asked for in vain. */
const env = { PORTOLAN_URL: 'http://127.0.0.1:1' };
const UNREACHED = 'The hub at http://127.0.0.1:1 cannot be reached';

async function planned(file: string, text: string, node: string[] = [], program = process.execPath) {
  await writeFile(path.join(folder, file), text);
  return client.portolan(['plan', '--config', file], { cwd: folder, as: 'key', node, program, env });
}

describe('a config', () => {
  it('in TypeScript is read by a Node that knows it and by one that does not, with the files that it imports', async () => {
    await writeFile(path.join(folder, 'place.ts'), "export const host: string = 'db.example';\n");
    const config = (slug: string) => `import { defineHub, env, type ConnectionConfig } from '@portolan/client/config';
import { host } from './place.ts';
const connections = ['One', 'Two'].map(
  (name): ConnectionConfig => ({ name, dbType: 'mysql', host, port: 3306, password: env('X') }),
);
export default defineHub({ tenants: [{ slug: '${slug}', connections }] });
`;
    for (const node of [[], UNTYPED]) {
      expect(await planned('a.config.ts', config('typed'), node)).toMatchObject({
        exit: EXIT.refused,
        err: expect.stringContaining(UNREACHED),
      });
      expect((await planned('a.config.ts', config('No slug'), node)).err).toBe(
        '  tenants[0].slug: Invalid slug format.\nError: a.config.ts is no config that a hub could have: one thing is wrong with it.\n',
      );
    }
  });

  it('that fails is told by its own file and line, and by no stack', async () => {
    const throwing = `import type { HubConfig } from '@portolan/client/config';
interface Wanted { region: string }
function wanted(): Wanted {
  throw new Error('No region\\u001b[31m\\nfor it');
}
export default { tenants: [{ slug: wanted().region }] } satisfies HubConfig;
`;
    for (const node of [[], UNTYPED]) {
      const { exit, err } = await planned('b.ts', throwing, node);
      expect([exit, err]).toEqual([EXIT.usage, 'Error: b.ts:4: No region[31m.\n']);
    }
    const faulty = 'const a = 1;\nexport default { tenants: [ };\n';
    expect((await planned('c.mjs', faulty)).err).toBe("Error: c.mjs:2: Unexpected token '}'.\n");
    for (const node of [[], UNTYPED])
      expect((await planned('c.ts', faulty, node)).err).toMatch(/^Error: c\.ts:2: .+\n$/);
    expect((await planned('d.ts', "import './nowhere.ts';\nexport default {};\n")).err).toMatch(
      /^Error: d\.ts: Cannot find module '.*nowhere\.ts' imported from .*d\.ts\.\n$/,
    );
    expect((await planned('e.js', 'export const a = 1;\n')).err).toBe(
      'Error: e.js exports nothing: write `export default defineHub({ … })`.\n',
    );
    expect((await planned('f.mjs', "throw { toString: () => 'x' };\n")).err).toBe('Error: f.mjs throws {}.\n');
  });

  it('may be YAML or JSON, of which each key stands there once', async () => {
    const yaml = `tenants:
  - slug: acme
    connections:
      - { name: Shop, dbType: postgresql, host: db.example, port: 5432, password: { env: SHOP } }
`;
    expect((await planned('g.yaml', yaml)).err).toContain(UNREACHED);
    expect((await planned('g.yml', `${yaml}    slug: other\n`)).err).toBe('Error: g.yml:5: Map keys must be unique.\n');
    expect((await planned('h.yaml', 'tenants: !!js/function x\n')).err).toMatch(/^Error: h\.yaml:1: Unresolved tag/);
    const bomb = 'abcd'.replace(
      /./g,
      (name) =>
        `${name}: &${name} [${`*${name === 'a' ? 'z' : String.fromCharCode(name.charCodeAt(0) - 1)},`.repeat(9)}]\n`,
    );
    expect(await planned('h.yml', `z: &z [1]\n${bomb}tenants: *d\n`)).toMatchObject({
      exit: EXIT.usage,
      err: 'Error: h.yml: Excessive alias count indicates a resource exhaustion attack.\n',
    });
    expect((await planned('i.json', '{"tenants": [}')).err).toMatch(/^Error: i\.json is no JSON: /);
    const twice = '{"tenants": [],\n\t"other": 1,\n\t"tenants": []}';
    expect((await planned('k.json', twice)).err).toContain('k.json:3: Map keys must be unique.');
    expect((await planned('j.json', '{"tenants": [{"slug": "a", "roles": {}}]}')).err).toContain(
      '  tenants[0].roles: has to be a list.\n',
    );
    expect((await planned('k.toml', '')).err).toMatch(/^Error: .*k\.toml is no config: it ends in \.ts, /);
  });

  it('on the oldest Node of all is YAML or JavaScript', async () => {
    const old = (file: string, text: string) => planned(file, text, [], NODE_OLDEST);
    expect((await old('l.yaml', 'tenants:\n  - slug: acme\n')).err).toContain(UNREACHED);
    expect((await old('m.mjs', "export default { tenants: [{ slug: 'acme' }] };\n")).err).toContain(UNREACHED);
    expect((await old('n.ts', 'export default {};\n')).err).toMatch(
      /^Error: A config in TypeScript needs Node 20\.6 or newer/,
    );
  });

  it('is looked for where the command is run, and chosen by nobody but people', async () => {
    const own = await mkdtemp(path.join(client.home, 'own-'));
    const call = () => client.portolan(['plan'], { cwd: own, as: 'key', env });
    expect((await call()).err).toContain('There is no portolan.config.ts or its like in this folder');
    await writeFile(path.join(own, 'portolan.config.yaml'), 'tenants: []\n');
    expect((await call()).err).toContain(UNREACHED);
    await writeFile(path.join(own, 'portolan.config.json'), '{}');
    expect((await call()).err).toContain('This folder has portolan.config.yaml and portolan.config.json');
  });
});
