import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder and those above it, or finds it. Node's own recursive way never ends where a file system takes no folders
 * at all, such as `/proc`.
 */
export async function makeFolder(folder: string, mode: number): Promise<void> {
  const parent = path.dirname(folder);
  if (parent !== folder && !(await isFolder(parent))) await makeFolder(parent, mode);
  await mkdir(folder, { mode }).catch(async (error: unknown) => {
    if (!(await isFolder(folder))) throw error;
  });
}

function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
