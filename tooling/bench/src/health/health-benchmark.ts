import { createWorkspace, type Workspace } from '../workspace.ts';
import { measureKill } from './kill.ts';
import { measureScale } from './scale.ts';
import { measureSchedule } from './schedule.ts';
import { measureSizes } from './sizes.ts';

const OTHERS: Record<string, (workspace: Workspace, seconds: number) => Promise<boolean>> = {
  sizes: measureSizes,
  scale: measureScale,
  kill: measureKill,
};

/**
 * `pnpm bench health [connections] [seconds]`: whether so many connections are checked on time and what that costs, 1,000
 * for three minutes unless said. `scale` does so with 100, 1,000 and 5,000 and compares, `kill` kills one of two processes
 * in the middle, and `sizes` measures what the history of two years takes.
 */
export async function benchmarkHealth(what = '1000', seconds = '180'): Promise<boolean> {
  await using workspace = await createWorkspace({ PORTOLAN_MONITORING: what === 'sizes' ? 'off' : 'on' });
  const other = OTHERS[what];
  // Awaited here: the workspace is gone once this has returned.
  return await (other ? other(workspace, Number(seconds)) : measureSchedule(workspace, Number(what), Number(seconds)));
}
