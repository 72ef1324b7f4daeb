// Documentation ages where it names things: every file, picture, script and variable that the docs name must exist, and no
// picture lies there that they do not show.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(process.argv[2] ?? path.join(path.dirname(fileURLToPath(import.meta.url)), '../..'));
const documents = ['README.md', 'CONTRIBUTING.md', ...markdownIn('docs'), ...markdownIn('docs/adr')].filter((file) =>
  existsSync(path.join(root, file)),
);
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const environment = ['apps/api/src/env-variables.ts', 'apps/drivers/src/env.ts']
  .filter((file) => existsSync(path.join(root, file)))
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n');
const variables = [...environment.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
const PICTURES = 'docs/images';
const shown = new Set();
const problems = [];

for (const document of documents) {
  const text = readFileSync(path.join(root, document), 'utf8');
  for (const [, target] of text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)) {
    const file = path.join(root, path.dirname(document), target);
    if (!existsSync(file)) problems.push(`${document}: links to ${target}, which is not there`);
  }
  for (const [, target] of text.matchAll(/<(?:img|source)\b[^>]*?\bsrc(?:set)?="([^"]+)"/g)) {
    const file = path.posix.join(path.dirname(document), target);
    shown.add(file);
    if (!existsSync(path.join(root, file))) problems.push(`${document}: shows ${target}, which is not there`);
  }
  for (const [image] of text.matchAll(/<img\b[^>]*>/g)) {
    if (!/\balt="[^"]+"/.test(image)) problems.push(`${document}: says nothing in place of ${image}`);
  }
  for (const [, file] of text.matchAll(/`((?:apps|packages|tooling|docs)\/[\w./-]+\.\w+)`/g)) {
    if (!existsSync(path.join(root, file))) problems.push(`${document}: names ${file}, which is not there`);
  }
  for (const [, script] of text.matchAll(/`(?:pnpm|npm run) ([a-z]+)\b/g)) {
    const known = script in scripts || ['install', 'exec', 'run', 'portolan'].includes(script);
    if (!known) problems.push(`${document}: names the script ${script}, which package.json does not have`);
  }
}

const operations = existsSync(path.join(root, 'docs/operations.md'))
  ? readFileSync(path.join(root, 'docs/operations.md'), 'utf8')
  : '';
for (const name of variables) {
  if (!operations.includes(`\`${name}\``)) problems.push(`docs/operations.md: does not explain ${name}`);
}

for (const name of existsSync(path.join(root, PICTURES)) ? readdirSync(path.join(root, PICTURES)) : []) {
  if (!shown.has(`${PICTURES}/${name}`)) problems.push(`${PICTURES}/${name}: no document shows it`);
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);

function markdownIn(folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}
