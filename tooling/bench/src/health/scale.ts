import type { Workspace } from '../workspace.ts';
import { measure, tell } from './measure.ts';
import { Watched } from './watched.ts';

const INTERVAL = 60;
const COUNTS = [100, 1_000, 5_000];
/** What a check may cost where there are very many, of what it costs where there are many. */
const MOST_TIMES = 1.5;

/** What a check costs among few, many and very many connections, beyond what the server takes without any. */
export async function measureScale(workspace: Workspace, seconds: number): Promise<boolean> {
  await using watched = await Watched.open(workspace, INTERVAL);
  const idle = await measure(workspace, watched, { seconds, interval: INTERVAL });
  const costs: number[] = [];
  console.log(`\nchecks every ${INTERVAL} s, for ${seconds} s each`);
  for (const count of COUNTS) {
    await watched.grow(count);
    const one = await measure(workspace, watched, { seconds, interval: INTERVAL });
    const used = (part: 'server' | 'postgres') => ((one[part] - idle[part]) * one.seconds * 1_000) / one.checks;
    costs.push(used('server') + used('postgres'));
    console.log(
      `  ${count} connections: ${one.checks} checks of ${one.expected}, lateness p99 ${one.lag.toFixed(2)} s, list p99 ${one.list.toFixed(0)} ms, server and drivers ${(one.server * 100).toFixed(0)} %, PostgreSQL ${(one.postgres * 100).toFixed(0)} % of a core; a check takes ${used('server').toFixed(2)} and ${used('postgres').toFixed(2)} ms of them`,
    );
  }
  const [, many = 0, most = 0] = costs;
  return tell(`a check among ${COUNTS[2]} costs, of one among ${COUNTS[1]}`, most / many, MOST_TIMES, 'times');
}
