import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Contender } from './contest.ts';
import { startScript } from './processes.ts';
import type { Workspace } from './workspace.ts';

export interface Floor extends Omit<Contender, 'requests'> {
  child: ChildProcess;
}

/** A floor beside the product, on the same PostgreSQL. */
export async function startFloor(
  name: string,
  script: string,
  { databaseUrl, postgresPid }: Workspace,
  env: Record<string, string> = {},
): Promise<Floor> {
  const file = path.resolve(import.meta.dirname, script);
  const { child, match } = await startScript(file, { FLOOR_DATABASE_URL: databaseUrl, ...env }, /^(\d+)$/);
  return { name, url: `http://127.0.0.1:${match}`, pid: child.pid ?? 0, postgresPid, child };
}
