import { existsSync, readFileSync } from 'node:fs';
// As a whole: not every runtime has all of it.
import module from 'node:module';
import path from 'node:path';

/** Beside the bundle: the names of its files. */
const LIST = 'files.json';

/**
 * Loads an entry of the bundle once all of it is there. Much is loaded only when it is needed: a file that is missing
 * would otherwise be missed by whoever needs it first.
 */
export async function begin(load: () => Promise<unknown>): Promise<void> {
  const folder = import.meta.dirname;
  const missing = missingFiles(folder);
  if (missing.length > 0) {
    process.stderr.write(
      `Portolan could not start: its bundle lacks ${missing.join(', ')} (${folder}): build it again with "pnpm build"\n`,
    );
    process.exit(1);
  }
  // What one start has compiled the next ones need not, where this account may write there. A tenth of the start.
  module.enableCompileCache?.(path.join(folder, 'compiled'));
  await load();
}

function missingFiles(folder: string): string[] {
  const list = path.join(folder, LIST);
  if (!existsSync(list)) return [LIST];
  const names = JSON.parse(readFileSync(list, 'utf8')) as string[];
  return names.filter((name) => !existsSync(path.join(folder, name)));
}
