import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILD = fileURLToPath(new URL('../../client-package/src/main.ts', import.meta.url));

/** Builds what a hub gives away into a folder, and answers where its files are. */
export function unpackClient(folder: string): string {
  execFileSync(process.execPath, [BUILD, folder]);
  execFileSync('tar', ['xzf', 'client.tgz'], { cwd: folder });
  return path.join(folder, 'package');
}
