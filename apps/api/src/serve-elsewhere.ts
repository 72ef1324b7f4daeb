import { findNode } from '@portolan/drivers/host';
import { ConfigurationError } from './configuration-error.ts';
import type { Runtime } from './runtime.ts';
import { serveAlone } from './serve-alone.ts';
import { lookAround, type Start } from './start.ts';

const NO_NODE =
  'No Node is found to run drivers with: set PORTOLAN_NODE or PORTOLAN_DRIVER_HOST, or no database can be tested';

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
    const isRemote = config.driverHosts.length > 0;
    const node = isRemote ? null : await findNode(config.node ?? undefined, import.meta.dirname);
    if (!node && config.node && !isRemote)
      throw new ConfigurationError('PORTOLAN_NODE must be the program of Node 24 or newer');
    if (!node && !isRemote) log.warn({}, NO_NODE);
    log.info({}, `${name} serves; a process on Node with the same databases takes jobs and watches connections`);
    await serveAlone(begun, { name, node, isWorker: false });
  };
}
