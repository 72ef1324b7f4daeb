import cluster from 'node:cluster';
import { NODE } from './node-runtime.ts';
import { serveAlone } from './serve-alone.ts';
import { lookAround, start } from './start.ts';

start(async (begun) => {
  const { config, log } = begun;
  if (cluster.isWorker) return (await import('./processes/serve-as-member.ts')).serveAsMember(config, log);
  await lookAround(begun);
  if (config.processes > 1) return (await import('./processes/supervise.ts')).supervise(config, begun);
  await serveAlone(begun, NODE);
});
