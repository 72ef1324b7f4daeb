import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Clock ticks a second in /proc, 100 on every Linux that matters. */
const TICKS = 100;

/** Starts a script that prints one line when it is ready; answers the line that matches. */
export async function startScript(
  script: string,
  env: Record<string, string>,
  line: RegExp,
  args: readonly string[] = [],
): Promise<{ child: ChildProcess; match: string }> {
  const child = spawn(
    process.execPath,
    [...(process.env.PROF ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof'] : []), ...args, script],
    {
      env: { PATH: process.env.PATH ?? '', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const text of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const found = line.exec(text);
    if (found) {
      child.stdout?.resume();
      return { child, match: found[1] ?? '' };
    }
  }
  throw new Error(`${script} ended before it was ready`);
}

/** CPU seconds that processes have used so far: a server's own, and those of PostgreSQL and all its children. */
export function cpuSeconds(pids: number[]): number {
  return pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
}

/** The PostgreSQL server with its backends. Those that ended are counted by their parent. */
export function processTree(root: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === root);
  return [root, ...children];
}

/** Of one process, MiB. */
export interface Memory {
  /** With every page of it that others have in memory too, such as the program itself. */
  resident: number;
  /** The same, each page divided by the number of processes that have it. */
  share: number;
  /** Pages that no file stands behind. */
  own: number;
}

export function memoryOf(pid: number): Memory {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1]) / 1024;
  return { resident: of('Rss'), share: of('Pss'), own: of('Anonymous') };
}

function cpuOf(pid: number): number {
  const fields = statOf(pid);
  if (!fields) return 0;
  // utime, stime, and the same of children that were waited for.
  const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
  return ticks / TICKS;
}

function parentOf(pid: number): number {
  return Number(statOf(pid)?.[1] ?? 0);
}

function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
