import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const trees: string[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) rmSync(tree, { recursive: true });
});

/** What the check says of a tree with these files, of a product with one script and one variable. */
function check(files: Record<string, string>): string[] {
  const tree = mkdtempSync(path.join(os.tmpdir(), 'portolan-docs-'));
  trees.push(tree);
  const product = {
    'package.json': '{ "scripts": { "build": "true" } }',
    'apps/api/src/env-variables.ts': 'export const Variables = z.object({\n  HOST: host,\n});\n',
    'docs/operations.md': '`HOST`: where it listens.',
  };
  for (const [file, text] of Object.entries({ ...product, ...files })) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text);
  }
  const script = path.join(ROOT, 'tooling/scripts/check-docs.mjs');
  return spawnSync(process.execPath, [script, tree], { encoding: 'utf8' }).stderr.split('\n').filter(Boolean);
}

const SHOWN =
  '<picture><source media="(prefers-color-scheme: dark)" srcset="images/a-dark.webp"><img src="images/a-light.webp" alt="A list"></picture>';
const [LIGHT, DARK] = ['docs/images/a-light.webp', 'docs/images/a-dark.webp'];

it('finds pictures that are not there, that nobody shows, and that say nothing', () => {
  expect(check({ 'docs/tour.md': SHOWN, [LIGHT]: '', [DARK]: '' })).toEqual([]);
  expect(check({ 'docs/tour.md': SHOWN, [LIGHT]: '', 'docs/images/b-light.webp': '' })).toEqual([
    'docs/tour.md: shows images/a-dark.webp, which is not there',
    'docs/images/b-light.webp: no document shows it',
  ]);
  expect(check({ 'README.md': `<img src="${LIGHT}">`, [LIGHT]: '' })).toEqual([
    `README.md: says nothing in place of <img src="${LIGHT}">`,
  ]);
});

it('finds files and scripts that are not there, and variables that nobody explains', () => {
  expect(check({ 'README.md': '[More](docs/more.md), then `pnpm nothing`.' })).toEqual([
    'README.md: links to docs/more.md, which is not there',
    'README.md: names the script nothing, which package.json does not have',
  ]);
  expect(check({ 'docs/operations.md': 'Nothing.' })).toEqual(['docs/operations.md: does not explain HOST']);
});
