/** Starts a host with two busy workers, tells their process ids and waits to be killed. */
import { createDriverHost } from '../host/index.ts';
import { OPEN_EGRESS, targetOf } from './target.ts';

const port = Number(process.argv[2]);
const host = createDriverHost({
  egress: OPEN_EGRESS,
  // Far beyond the test: only the end of the parent can end the workers.
  deadlineMs: 120_000,
  hardCapMs: 120_000,
  onEvent: (event) => {
    if (event.type === 'worker-started') process.stdout.write(`${event.pid}\n`);
  },
});
void host.diagnose(targetOf({ port }));
void host.diagnose(targetOf({ port }));
