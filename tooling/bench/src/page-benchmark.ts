import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Workspace } from './workspace.ts';

const BUDGET_KB = 110;

/** JavaScript and CSS of the first load of /connections: the entry, and what it and the page import statically. */
export async function benchmarkPage({ url }: Workspace): Promise<void> {
  const html = await (await fetch(`${url}/connections`)).text();
  const assets = path.resolve(import.meta.dirname, '../../../apps/web/dist/assets');
  const files = readdirSync(assets);
  const wanted = new Set([...html.matchAll(/\/assets\/([\w.-]+\.(?:js|css))/g)].map(([, name]) => name as string));
  // The route of the page is a chunk of its own, loaded as soon as the entry runs.
  for (const name of files) if (/^connections-page.*\.js$/.test(name)) wanted.add(name);
  for (const name of wanted) {
    if (!name.endsWith('.js')) continue;
    const code = readFileSync(path.join(assets, name), 'utf8');
    for (const [, imported] of code.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) wanted.add(imported as string);
  }
  const size = (kind: string) =>
    [...wanted]
      .filter((name) => name.endsWith(kind))
      .reduce((sum, name) => sum + gzipSync(readFileSync(path.join(assets, name))).length, 0) / 1000;
  console.log(
    `first load of /connections: ${size('.js').toFixed(1)} kB gz JavaScript (budget ${BUDGET_KB}), ${size('.css').toFixed(1)} kB gz CSS`,
  );
}
