/** A worker that takes its time to load what a kind needs: MySQL some, Databricks for ever, and dies of SQL Server. */
import type { FromWorker, ToWorker } from '../host/protocol.ts';

const LOADING_MS = 900;
const loaded: string[] = [];
const send = (message: FromWorker) => process.send?.(message);

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToWorker) => {
  if (message.type === 'load') load(message.kind);
  else if (message.type === 'call') {
    const serverVersion = JSON.stringify({ pid: process.pid, loaded, left: message.deadlineAt - Date.now() });
    send({
      type: 'answer',
      id: message.id,
      value: { success: true, message: 'ok', latencyMs: 0, stages: [], serverVersion },
    });
  }
});

function load(kind: Extract<ToWorker, { type: 'load' }>['kind']): void {
  if (kind === 'databricks') return;
  if (kind === 'sqlserver') process.exit(3);
  const done = () => {
    loaded.push(kind);
    send({ type: 'loaded', kind });
  };
  if (kind === 'mysql') setTimeout(done, LOADING_MS);
  else done();
}
