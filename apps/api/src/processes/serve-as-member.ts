import cluster from 'node:cluster';
import type { Logger } from 'pino';
import type { Configuration } from '../env.ts';
import { NODE } from '../node-runtime.ts';
import { onStop } from '../on-stop.ts';
import { type Serving, serveProduct } from '../serve-product.ts';
import { commonMetrics } from './common-metrics.ts';
import type { Order } from './messages.ts';

const STOP_MS = 4_800;

/**
 * Serves beside other processes, under the first one. That one tells when to stop: what a terminal sends to all of them is
 * for it. Where it is gone, this one ends in order.
 */
export async function serveAsMember(config: Configuration, log: Logger): Promise<void> {
  // Else the cluster module ends the process the moment the first one is gone, whatever is under way.
  if (cluster.worker) cluster.worker.exitedAfterDisconnect = true;
  let serving: Serving | null = null;
  const stop = onStop(async () => serving?.stop(), ['SIGTERM'], STOP_MS);
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
  process.on('message', (order: Order) => {
    if (order.type === 'stop') stop();
    if (order.type === 'retire') {
      serving?.retire().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    }
  });
  serving = await serveProduct(config, { log, say: () => {}, isMember: true, runtime: NODE, measure: commonMetrics });
}
