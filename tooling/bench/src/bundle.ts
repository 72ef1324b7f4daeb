import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { startScript } from './processes.ts';

const API = path.resolve(import.meta.dirname, '../../../apps/api');

/** As `npm start` and the image set them. */
export const BUNDLE_ENV = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '1048576' };
export const BUNDLE_ARGS = ['--max-semi-space-size=8'];

/** Bundles the server into a folder; `apps/api/dist`, where the bundle finds the embedded PostgreSQL, unless said. */
export async function buildBundle(folder = path.join(API, 'dist')): Promise<string> {
  await promisify(execFile)(process.execPath, [path.join(API, 'build.mjs'), folder]);
  return path.join(folder, 'server.js');
}

let built: Promise<string> | undefined;

/** The server as people run it: the bundle, made once a run. Under a profiler the sources, whose files a profile names. */
export async function startServer(env: Record<string, string>): ReturnType<typeof startScript> {
  built ??= process.env.PROF ? Promise.resolve(path.join(API, 'src/node.ts')) : buildBundle();
  return startScript(await built, { ...BUNDLE_ENV, ...env }, /is ready: (\S+)/, BUNDLE_ARGS);
}
