import { createWorkspace } from '../workspace.ts';
import { measureSchedule } from './schedule.ts';
import { measureSizes } from './sizes.ts';

/**
 * `pnpm bench health [connections] [seconds]`: whether so many connections are checked on time and what that costs, 1,000
 * for three minutes unless said; `pnpm bench health sizes` measures what the history of two years takes.
 */
export async function benchmarkHealth(what = '1000', seconds = '180'): Promise<boolean> {
  const isSizes = what === 'sizes';
  await using workspace = await createWorkspace({ PORTOLAN_MONITORING: isSizes ? 'off' : 'on' });
  // Awaited here: the workspace is gone once this has returned.
  return await (isSizes ? measureSizes(workspace) : measureSchedule(workspace, Number(what), Number(seconds)));
}
