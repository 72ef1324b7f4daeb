import { findNode } from '@portolan/drivers/host';
import { ConfigurationError } from './configuration-error.ts';
import type { Runtime } from './runtime.ts';
import { serveAlone } from './serve-alone.ts';
import { lookAround, type Start } from './start.ts';

/**
 * Serves on a runtime that is not Node. Drivers run on a Node all the same, as far as one is found, and what is nobody's
 * request is left to processes on Node.
 */
export function serveElsewhere(name: Exclude<Runtime['name'], 'Node'>): (start: Start) => Promise<void> {
  return async (begun) => {
    const { config, log } = begun;
    if (config.processes > 1) {
      throw new ConfigurationError(
        `PORTOLAN_PROCESSES must be 1 on ${name}: processes share an address on Node alone; start several, each with a PORT`,
      );
    }
    await lookAround(begun);
    const node = await findNode(config.node ?? undefined, import.meta.dirname);
    if (!node && config.node) throw new ConfigurationError('PORTOLAN_NODE must be the program of Node 24 or newer');
    if (!node) log.warn({}, `No Node is found to run drivers with: set PORTOLAN_NODE, or no database can be reached`);
    log.info({}, `${name} serves; a process on Node with the same DATABASE_URL takes jobs and watches connections`);
    await serveAlone(begun, { name, node, isWorker: false });
  };
}
