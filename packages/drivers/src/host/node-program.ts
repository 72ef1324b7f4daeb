import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** A Node that runs worker processes. */
export interface NodeProgram {
  path: string;
  /** Before Node 25 the permission model knew no network: there was nothing to grant. */
  guardsNetwork: boolean;
  /** Structured clones between two of one V8, JSON to one that another engine started. */
  serialization: 'advanced' | 'json';
}

const OLDEST = 24;
const PATIENCE_MS = 10_000;
const TELL = `process.stdout.write(process.versions.node + ' ' + process.allowedNodeEnvironmentFlags.has('--allow-net'))`;

/** The Node of this very process. */
export function ownNode(): NodeProgram {
  const guardsNetwork = process.allowedNodeEnvironmentFlags.has('--allow-net');
  return { path: process.execPath, guardsNetwork, serialization: 'advanced' };
}

/**
 * The Node that runs the workers of a process on another runtime: the one given, else the first on the PATH that is new
 * enough, else the one that a checkout around `from` has installed. Null where there is none.
 */
export async function findNode(given: string | undefined, from: string): Promise<NodeProgram | null> {
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const candidates = given ? [given] : [...onPath.map((folder) => path.join(folder, 'node')), ...installed(from)];
  for (const candidate of candidates) {
    const program = await asked(candidate);
    if (program) return program;
  }
  return null;
}

async function asked(candidate: string): Promise<NodeProgram | null> {
  const run = promisify(execFile);
  const { stdout } = await run(candidate, ['-e', TELL], { env: {}, timeout: PATIENCE_MS }).catch(() => ({
    stdout: '',
  }));
  const [version = '', guardsNetwork] = stdout.split(' ');
  if (!(Number.parseInt(version, 10) >= OLDEST)) return null;
  return { path: candidate, guardsNetwork: guardsNetwork === 'true', serialization: 'json' };
}

function installed(folder: string): string[] {
  const parent = path.dirname(folder);
  const here = path.join(folder, 'node_modules/node/bin/node');
  return parent === folder ? [here] : [here, ...installed(parent)];
}
