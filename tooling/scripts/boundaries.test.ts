import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const planted: string[] = [];
const unplant = () => {
  for (const file of planted.splice(0)) rmSync(file, { force: true, recursive: true });
};
afterEach(unplant);

/** Writes a violation into the real tree, where the real configuration sees it, for the length of one check. */
function plant(file: string, text: string): string {
  const target = path.join(ROOT, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  planted.push(target);
  return target;
}

function lint(...files: string[]): string {
  const biome = path.join(ROOT, 'node_modules/.bin/biome');
  const result = spawnSync(biome, ['lint', '--max-diagnostics=50', '--colors=off', ...files], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return result.status === 0 ? '' : result.stdout + result.stderr;
}

/** A tree of its own with one source file, for the graph check. */
function graph(file: string, text: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'portolan-graph-'));
  planted.push(folder);
  mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
  const script = path.join(ROOT, 'tooling/scripts/check-graph.mjs');
  return spawnSync(process.execPath, [script, folder], { encoding: 'utf8' }).stderr;
}

describe('the import graph', () => {
  it.each([
    ['packages/contract/src/a.ts', "import { x } from '@portolan/db';"],
    ['packages/db/src/a.ts', "import { x } from '@portolan/core';"],
    ['packages/drivers/src/a.ts', "import { x } from '@portolan/db';"],
    ['packages/core/src/a.ts', "import { x } from '@portolan/router';"],
    ['packages/core/src/a.ts', "import { x } from '@portolan/drivers/host';"],
    ['packages/router/src/a.ts', "import { x } from '@portolan/db';"],
    ['packages/router/src/a.ts', "export * from '@portolan/drivers';"],
    ['packages/rest/src/a.ts', "import { x } from '@portolan/core';"],
    ['packages/client/src/a.ts', "import { x } from '@portolan/router';"],
    ['packages/client/src/a.ts', "import { x } from '@portolan/core';"],
    ['packages/cli/src/a.ts', "import type { x } from '@portolan/router';"],
    ['packages/client/src/a.ts', "import { x } from '@portolan/cli';"],
    ['packages/cli/src/terminal/a.ts', "import type { x } from '../cli.ts';"],
    ['apps/web/src/a.ts', "import type { x } from '@portolan/router';"],
    ['apps/web/src/a.ts', "const x = await import('@portolan/core');"],
    ['apps/api/src/a.ts', "import { x } from '@portolan/client';"],
    ['packages/core/src/a.ts', "import { x } from '@portolan/testing';"],
    ['packages/core/src/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['packages/drivers/src/remote/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['packages/platform/src/a.ts', "import { createHash } from 'node:crypto';"],
    ['packages/platform/src/a.ts', 'export const x = Buffer.from("x");'],
    ['apps/edge/src/a.ts', "import { AsyncLocalStorage } from 'node:async_hooks';"],
    ['packages/drivers/src/remote/a.ts', "import { x } from '../host/index.ts';"],
    ['apps/drivers/src/a.ts', "import { x } from '@portolan/core';"],
    ['packages/rest/src/a.ts', 'export const x = Buffer.from([]);'],
    ['packages/http/src/app.ts', 'export const x = process.env.HOME;'],
    ['packages/core/src/a.ts', "import { x } from '../../db/src/index.ts';"],
    ['packages/db/src/system/a.ts', "import { defineEntity } from '@mikro-orm/core';"],
    ['packages/db/src/tenant/a.ts', "import { connect } from '../orm/connect.ts';"],
    ['packages/platform/src/jobs/a.ts', "import { sql } from 'kysely';"],
    ['packages/core/src/a.ts', "import { x } from './testing/definitions.ts';"],
    ['packages/core/src/a.ts', "import { x } from '@portolan/drivers/testing';"],
    ['packages/core/src/testing/a.ts', "import { x } from '@portolan/testing';"],
    ['packages/drivers/src/testing/a.ts', "import type { x } from '@portolan/emulator-sqlserver';"],
    ['packages/drivers/src/a.ts', "import { x } from '@portolan/driver-conformance';"],
    ['packages/drivers/src/network/a.ts', "import { x } from '@portolan/drivers/host';"],
    ['apps/web/src/a.ts', "import type { x } from '@portolan/testing';"],
    ['apps/api/src/a.ts', "import { x } from '@portolan/drivers/testing';"],
    ['apps/api/build.mjs', "import { x } from '@portolan/testing';"],
    ['tooling/emulators/databricks/src/a.ts', "import { x } from '@portolan/drivers';"],
    ['packages/drivers/src/driver.ts', "import type { x } from './egress/egress-policy.ts';"],
    ['packages/drivers/src/egress/a.ts', "import type { x } from '../stages/stage-walk.ts';"],
    ['packages/drivers/src/stages/a.ts', "import { x } from '../network/tls-failure.ts';"],
    ['packages/drivers/src/network/a.ts', "import { x } from '../diagnosis/scrub.ts';"],
    ['packages/drivers/src/diagnosis/a.ts', "import type { x } from '../host/protocol.ts';"],
    ['packages/drivers/src/diagnosis/a.ts', "import { x } from '../introspection/wash-text.ts';"],
    ['packages/drivers/src/introspection/a.ts', "import type { x } from '../postgresql/session.ts';"],
    ['packages/drivers/src/mysql/introspection/a.ts', "import { x } from '../../postgresql/session.ts';"],
    ['packages/drivers/src/snowflake/a.ts', "export type { x } from '../registry.ts';"],
    ['packages/core/src/context.ts', "import type { x } from './auth/sessions.ts';"],
    ['packages/core/src/context.ts', "import type { x } from './introspection/running-refreshes.ts';"],
    ['packages/core/src/ports/a.ts', "import type { x } from '../context.ts';"],
    ['packages/core/src/users/a.ts', "import { x } from '../invitations/index.ts';"],
    ['apps/web/src/lib/a.ts', "import type { x } from '../components/conflict-panel.tsx';"],
    ['apps/web/src/components/ui/a.tsx', "import { x } from '../../routes/users/index.ts';"],
    ['apps/web/src/components/a.tsx', "import { x } from '../shell/navigation.ts';"],
    ['apps/web/src/routes/users/a.tsx', "import { x } from '../../shell/command-palette.tsx';"],
    ['apps/web/src/shell/a.tsx', "import { x } from '../app.tsx';"],
    ['apps/web/src/lib/a.ts', "import { x } from '../main.tsx';"],
    ['apps/web/src/routes/users/a.ts', "import { x } from '../roles/queries.ts';"],
    ['apps/web/src/shell/a.tsx', "import { x } from '../routes/connections/queries.ts';"],
    ['packages/drivers/src/registry.ts', "import { x } from './host/index.ts';"],
    ['packages/drivers/src/host/a.ts', "import { x } from '../testing/target.ts';"],
    ['packages/drivers/src/host/a.ts', "import { x } from '../index.ts';"],
    ['packages/drivers/src/attic/a.ts', 'export const x = 1;'],
  ])('refuses in %s: %s', (file, text) => {
    expect(graph(file, `${text}\n`)).toContain(file);
  });

  it.each([
    ['packages/core/src/a.ts', "import { x } from '@portolan/drivers';"],
    ['packages/db/src/a.ts', "import type { x } from '@mikro-orm/core';\nconst y = () => import('./orm/connect.ts');"],
    ['packages/client/src/a.ts', "import type { AppRouter } from '@portolan/router';"],
    ['packages/core/src/a.test.ts', "import { x } from '@portolan/testing';\nimport 'node:fs';"],
    ['apps/edge/src/request-work.ts', "import { AsyncLocalStorage } from 'node:async_hooks';"],
    ['apps/api/src/compose.ts', "import { x } from '@portolan/drivers/host';"],
    ['packages/drivers/src/mysql/a.test.ts', "import { x } from '@portolan/emulator-sqlserver';"],
    ['apps/web/e2e/support/a.ts', "import { x } from '@portolan/testing';"],
    [
      'tooling/driver-conformance/src/a.ts',
      "import '@portolan/drivers/testing';\nimport '@portolan/testing/postgres';",
    ],
    ['packages/drivers/src/testing/a.ts', "import { x } from '../host/index.ts';"],
    ['packages/drivers/src/mysql/introspection/a.ts', "import { x } from '../session.ts';"],
    ['packages/drivers/src/mysql/a.ts', "import { x } from '../introspection/whole-reading.ts';"],
    ['packages/drivers/src/host/a.ts', "import { x } from '../registry.ts';"],
    ['packages/drivers/src/index.ts', "export type * from './driver.ts';"],
    ['packages/drivers/src/introspection/a.test.ts', "import { x } from '../mysql/index.ts';"],
    ['packages/core/src/context.ts', "import type { x } from './ports/index.ts';"],
    ['packages/core/src/auth/a.ts', "import type { x } from '../ports/index.ts';"],
    ['apps/web/src/shell/a.tsx', "import { x } from '../routes/tenants/index.ts';"],
    ['apps/web/src/routes/users/a.tsx', "import { x } from '../roles/index.ts';\nimport { y } from '../../lib/cx.ts';"],
    ['apps/web/src/app.tsx', "const x = lazy(() => import('./routes/users/users-page.tsx'));"],
  ])('takes in %s: %s', (file, text) => {
    expect(graph(file, `${text}\n`)).toBe('');
  });
});

/** What must not pass, each with the rule that catches it. */
const VIOLATIONS: [name: string, folder: string, text: string, rule: string][] = [
  [
    'an undeclared dependency',
    'packages/router/src',
    "import { Hono } from 'hono';\nexport const x = new Hono();\n",
    'noUndeclaredDependencies',
  ],
  [
    'a path into another package',
    'packages/core/src',
    "import { ERRORS } from '../../contract/src/errors.ts';\nexport const x = ERRORS;\n",
    'noRestrictedImports',
  ],
  [
    'a driver seen from core',
    'packages/core/src',
    "import { createDriverHost } from '@portolan/drivers/host';\nexport const x = createDriverHost;\n",
    'noRestrictedImports',
  ],
  [
    'a way around the index of a feature',
    'packages/core/src/tenants',
    "import { login } from '../auth/login.ts';\nexport const x = login;\n",
    'noRestrictedImports',
  ],
  [
    'a part of the page that leaves it blank where it is missing',
    'apps/web/src/lib',
    "import { lazy } from 'solid-js';\nexport const x = lazy;\n",
    'noRestrictedImports',
  ],
  [
    'Node in a neutral package',
    'packages/core/src',
    "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n",
    'noNodejsModules',
  ],
  ['Buffer in a neutral package', 'packages/rest/src', 'export const x = Buffer.from([]);\n', 'noRestrictedGlobals'],
  ['a default export', 'packages/core/src', 'export default 1;\n', 'noDefaultExport'],
  ['any', 'packages/core/src', 'export const x = (value: any) => value;\n', 'noExplicitAny'],
  [
    'a cycle of files',
    'packages/core/src',
    "import { b } from './planted-too.ts';\nexport const a = () => b;\n",
    'noImportCycles',
  ],
];

describe('the linter', () => {
  const fileOf = (at: number) => `${VIOLATIONS[at]?.[1]}/planted-${at}.ts`;
  let said = '';

  // All in one run: most of it is the reading of the tree.
  beforeAll(() => {
    const cycle = VIOLATIONS.length - 1;
    const too = 'packages/core/src/planted-too.ts';
    VIOLATIONS.forEach(([, , text], at) => void plant(fileOf(at), text));
    plant(too, `import { a } from './planted-${cycle}.ts';\nexport const b = () => a;\n`);
    said = lint(...VIOLATIONS.map((_, at) => fileOf(at)), too);
    unplant();
  });

  it.each(VIOLATIONS.map(([name, , , rule], at) => [name, rule, at] as const))('catches %s', (_, rule, at) => {
    expect(said).toMatch(new RegExp(`${fileOf(at)}:\\d+:\\d+ lint/\\w+/${rule}`));
  });
});

describe('the compiler', () => {
  const typecheck = (folder: string, text: string) => {
    // Inside the package, for its node_modules and its configuration; never part of its own build.
    const home = path.join(ROOT, folder, 'dist-types', 'planted');
    mkdirSync(home, { recursive: true });
    planted.push(home);
    writeFileSync(path.join(home, 'planted.ts'), text);
    const extended = path.relative(home, path.join(ROOT, folder, 'tsconfig.json'));
    const compilerOptions = {
      noEmit: true,
      composite: false,
      incremental: false,
      emitDeclarationOnly: false,
      tsBuildInfoFile: null,
      rootDir: '.',
    };
    writeFileSync(
      path.join(home, 'tsconfig.json'),
      JSON.stringify({ extends: extended, compilerOptions, include: ['.'], exclude: [], references: [] }),
    );
    return spawnSync(path.join(ROOT, 'node_modules/.bin/tsc'), ['-p', home], { encoding: 'utf8' }).stdout;
  };

  it.each([
    ['packages/router', "import { SystemDatabase } from '@portolan/db';\nexport const x = SystemDatabase;\n", 'TS2307'],
    [
      'packages/core',
      "import { ERRORS } from '@portolan/contract/src/errors.ts';\nexport const x = ERRORS;\n",
      'TS2307',
    ],
    ['packages/contract', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n", 'TS2591'],
    ['packages/contract', 'export const x = process.env;\n', 'TS2591'],
    ['packages/contract', 'export enum Kind { A }\n', 'TS1294'],
    ['packages/contract', 'const list: string[] = [];\nexport const x: string = list[0];\n', 'TS2322'],
  ])('in %s refuses %j', (folder, text, code) => {
    expect(typecheck(folder, text)).toContain(code);
  });
});

describe('the workspace', () => {
  it('names no host of a package registry', () => {
    const files = execFileSync(
      'git',
      ['ls-files', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', '**/package.json'],
      { cwd: ROOT, encoding: 'utf8' },
    );
    const hits = spawnSync('grep', ['-nEI', 'https?://|tarball:', ...files.trim().split('\n')], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    // What examples install from is a hub.
    const named = hits.stdout.split('\n').filter((line) => !line.includes('"https://hub.example/client.tgz"'));
    expect(named.join('\n')).toBe('');
  });
});
