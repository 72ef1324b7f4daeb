import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { LibvirtReach } from '@portolan/contract';
import type { HypervisorTarget } from '../hypervisor.ts';
import { dialledUri } from '../reach/dialled-uri.ts';
import { ClientMissing, runVirsh, type VirshRun, virshArgs } from './run-virsh.ts';
import { type SecretFileOptions, type SecretFiles, secretFiles } from './secret-files.ts';
import { virshFailure } from './virsh-failure.ts';
import { type Command, virshScript } from './virsh-script.ts';

/** One call's way to its hypervisor. */
export interface Session extends AsyncDisposable {
  target: HypervisorTarget;
  reach: LibvirtReach;
  uri: string;
  env: NodeJS.ProcessEnv;
  files: SecretFiles;
  signal: AbortSignal;
  /** Runs one command; what it has printed, or its failure. */
  run(...command: Command): Promise<string>;
  /** Runs many over one connection: what each has printed, '' for one that failed. Fails where there is no connection. */
  read(commands: readonly Command[]): Promise<string[]>;
}

/** How many virsh may be at one hypervisor at once: whoever is further behind waits. */
export type Turn = <T>(run: () => Promise<T>) => Promise<T>;

/** One argument of a program is bounded by the system. */
const COMMANDS_MAX = 400;
const COMMON_ENV = { LC_ALL: 'C.UTF-8', TZ: 'UTC' };

export async function openSession(options: SecretFileOptions & { signal: AbortSignal; turn: Turn }): Promise<Session> {
  const { target, address, signal, turn } = options;
  const username = target.username ?? options.reach.username;
  const reach = { ...options.reach, username };
  const files = await secretFiles({ ...options, reach });
  const uri = dialledUri(reach, address, files.ssh);
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...COMMON_ENV, ...files.env };
  const virsh = async (script: string): Promise<VirshRun> => {
    // What virsh says of a missing ssh depends on which of its threads is faster.
    if (files.ssh && !isInstalled('ssh')) throw new ClientMissing('ssh');
    return turn(() => runVirsh(virshArgs(uri, script), env, signal));
  };

  const readSome = async (commands: readonly Command[]): Promise<string[]> => {
    // Nothing that a hypervisor prints can hold it.
    const mark = `mark-${randomBytes(12).toString('hex')}`;
    const { stdout, stderr } = await virsh(virshScript(commands.flatMap((command) => [command, ['echo', mark]])));
    const parts = stdout.split(mark);
    if (parts.length <= commands.length) throw virshFailure(stderr);
    const failure = virshFailure(stderr);
    if (failure.code === 'UNREACHABLE') throw failure;
    return parts.slice(0, commands.length);
  };

  return {
    target,
    reach,
    uri,
    env,
    files,
    signal,
    async run(...command) {
      const { stdout, stderr, code } = await virsh(virshScript([command]));
      if (code !== 0) throw virshFailure(stderr);
      return stdout;
    },
    async read(commands) {
      const parts: string[] = [];
      for (let at = 0; at < commands.length; at += COMMANDS_MAX) {
        parts.push(...(await readSome(commands.slice(at, at + COMMANDS_MAX))));
      }
      return parts;
    },
    [Symbol.asyncDispose]: () => files[Symbol.asyncDispose](),
  };
}

function isInstalled(program: string): boolean {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => folder !== '' && existsSync(path.join(folder, program)));
}
