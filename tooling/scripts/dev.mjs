// The API and the page with hot reload: `pnpm dev`, then open the address that Vite prints. `PORT` is the API's, here as
// everywhere; Vite reads the same variable.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const start = (args, cwd) => spawn(process.execPath, args, { cwd, stdio: ['inherit', 'inherit', 'inherit'] });

const api = start(
  ['--watch-path=apps/api/src', '--watch-path=packages', '--watch-preserve-output', 'apps/api/src/node.ts'],
  root,
);
const web = start(['node_modules/vite/bin/vite.js'], path.join(root, 'apps/web'));

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    api.kill(signal);
    web.kill(signal);
  });
}
for (const child of [api, web]) {
  child.on('exit', (code) => {
    api.kill('SIGTERM');
    web.kill('SIGTERM');
    process.exitCode = code ?? 0;
  });
}
