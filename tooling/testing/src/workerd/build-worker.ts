import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The app of the edge: its configuration and what bundles it. */
export const EDGE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../apps/edge');

/** Bundles the worker into a folder, as it is deployed. */
export async function buildWorker(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, [path.join(EDGE, 'build.mjs'), folder]);
}
