import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import type { ArchiveMonth } from '@portolan/core';

/**
 * Keeps archived events as files, `<folder>/<log>/<month>-<from>-<to>.ndjson`: one event a line with its place, hash and
 * key. A file bears its name once it is whole and on the disk.
 */
export function createAuditArchive(folder: string): ArchiveMonth {
  return async ({ log, month, from, to, lines }) => {
    const place = path.join(folder, log);
    await mkdir(place, { recursive: true, mode: 0o700 });
    const name = path.join(place, `${month}-${from}-${to}.ndjson`);
    const file = await open(`${name}.part`, 'w', 0o600);
    try {
      await file.writeFile(`${lines.join('\n')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${name}.part`, name);
    return name;
  };
}
