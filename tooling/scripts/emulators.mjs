// The emulators of SQL Server, Databricks and Snowflake, to try the product by hand: `pnpm emulators [name]`.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../emulators');
const known = readdirSync(folder);
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !known.includes(name));
if (unknown) {
  console.error(`There is no emulator of ${unknown}: one of ${known.join(', ')}`);
  process.exit(1);
}
const children = (asked.length > 0 ? asked : known).map((name) =>
  spawn(process.execPath, [path.join(folder, name, 'src/main.ts')], { stdio: 'inherit' }),
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });
}
