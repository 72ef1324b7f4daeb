/** A worker that does what the host name of the target says: what a driver would do at its worst. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { watchMemory } from '../host/memory-watch.ts';
import type { ToWorker } from '../host/protocol.ts';

/** What the machine keeps from a worker: other programs' files, environments, the workspace around it. */
const FORBIDDEN = [
  '/etc/passwd',
  '/proc/self/environ',
  `/proc/${process.ppid}/environ`,
  new URL('../../../../package.json', import.meta.url),
  new URL('../../../../.portolan/encryption.key', import.meta.url),
];

const buffers: Buffer[] = [];

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToWorker) => {
  if (message.type === 'call') behave(message.call.target.host, message.id);
  else if (message.type === 'load') process.send?.({ type: 'loaded', kind: message.kind });
  else if (message.type === 'start') watchMemory(message.rssLimitMb);
});

function behave(how: string, id: number): void {
  const answer = (text: unknown) =>
    process.send?.({
      type: 'answer',
      id,
      value: { success: true, message: 'ok', latencyMs: 0, stages: [], serverVersion: JSON.stringify(text) },
    });
  switch (how) {
    case 'exit':
      process.exit(3);
      break;
    case 'throw':
      throw new Error('planted-secret in an unhandled error');
    case 'spin':
      for (;;);
    case 'hoard':
      for (const hoard: unknown[] = []; ; ) hoard.push(new Array(100_000).fill(hoard.length));
    case 'buffers':
      setInterval(() => buffers.push(Buffer.alloc(16 * 1024 * 1024, 1)), 5);
      break;
    case 'nonsense':
      process.send?.('what?');
      process.send?.({ type: 'answer', id: -1, value: null });
      answer('after the nonsense');
      break;
    case 'confess':
      answer({
        env: process.env,
        write: attempt(() => writeFileSync('/tmp/portolan-must-not-exist', '')),
        spawn: attempt(() => execFileSync('id')),
        read: FORBIDDEN.map((file) => attempt(() => readFileSync(file))),
        list: attempt(() => readdirSync('/')),
      });
      break;
    case 'pid':
      answer(process.pid);
      break;
    case 'slow':
      setTimeout(() => answer('slow'), 300);
      break;
    default:
    // `silent`: never answers.
  }
}

function attempt(act: () => unknown): string {
  try {
    act();
    return 'done';
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
