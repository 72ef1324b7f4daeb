import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folders whose files a worker may read: its own code and what that imports, and nothing else of the machine, so that
 * an SDK that a server has turned finds neither the encryption key nor the environment of the process above it.
 */
export function readablePaths(script: URL | string): string[] {
  const file = script instanceof URL ? fileURLToPath(script) : script;
  const folder = path.dirname(file);
  const workspace = ancestorWith(folder, 'pnpm-workspace.yaml');
  // A bundle holds everything it needs beside it.
  if (!workspace || file.endsWith('.js')) return [folder + path.sep];
  const packages = ['packages/drivers', 'packages/contract', 'node_modules'];
  return packages.map((name) => path.join(workspace, name) + path.sep);
}

function ancestorWith(folder: string, name: string): string | null {
  if (existsSync(path.join(folder, name))) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? null : ancestorWith(parent, name);
}
