/** Starts a host with two busy workers, tells their process ids and waits to be killed. With a target, as JSON, one of them reads it. */
import { createDriverHost } from '../host/index.ts';
import { OPEN_EGRESS, targetOf } from './target.ts';

const [, , port = '', target] = process.argv;
const host = createDriverHost({
  egress: OPEN_EGRESS,
  // Far beyond the test: only the end of the parent can end the workers.
  deadlineMs: 120_000,
  hardCapMs: 120_000,
  onEvent: (event) => {
    if (event.type === 'worker-started') process.stdout.write(`${event.pid}\n`);
  },
});
if (target) void host.fields(JSON.parse(target), { table: 'locked' });
else void host.diagnose(targetOf({ port: Number(port) }));
void host.diagnose(targetOf({ port: Number(port) }));
