import manifest from '../package.json' with { type: 'json' };
import { announce } from './announce.ts';
import { onStop } from './on-stop.ts';
import type { Runtime } from './runtime.ts';
import { serveProduct } from './serve-product.ts';
import type { Start } from './start.ts';

/** How long stopping may take in all. */
const STOP_MS = 4_800;

/** The whole product in this one process, until it is told to stop. */
export async function serveAlone({ config, log, say }: Start, runtime: Runtime): Promise<void> {
  const { port, operator, stop } = await serveProduct(config, { log, say, isMember: false, runtime });
  say(announce(config, { version: manifest.version, port, operator }));
  const stopping = () => {
    say('Stopping …');
    return stop();
  };
  onStop(stopping, ['SIGTERM', 'SIGINT', 'SIGHUP'], STOP_MS);
}
