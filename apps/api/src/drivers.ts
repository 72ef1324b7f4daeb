import type { Logger } from '@portolan/core';
import type { DriverGateway } from '@portolan/drivers';
import { createDriverHost, type EgressRules, type NodeProgram, withoutDrivers } from '@portolan/drivers/host';

export interface Drivers {
  /** For people. */
  drivers: DriverGateway;
  checks: DriverGateway;
  charts: DriverGateway;
}

export interface DriversOptions {
  egress: EgressRules;
  log: Logger;
  driverWorker?: string;
  node?: NodeProgram | null;
}

/** The driver processes, in pools that do not wait for each other. */
export function openDrivers({ egress, log, driverWorker, node }: DriversOptions): Drivers {
  if (node === null) {
    const none = withoutDrivers(
      'This installation has nothing to run its drivers with',
      'Have its operator install Node 24 or newer, or name one in PORTOLAN_NODE',
    );
    return { drivers: none, checks: none, charts: none };
  }
  const common = { egress, ...(driverWorker ? { worker: driverWorker } : {}), ...(node ? { node } : {}) };
  const open = (what: string, size?: number) =>
    createDriverHost({
      ...common,
      ...(size ? { size } : {}),
      onEvent: (event) => log.info({ event }, what),
    });
  return {
    drivers: open('driver process'),
    // Of their own, and one is enough: what waits for a database that does not answer needs no more than a socket.
    checks: open('driver process of checks', 1),
    // Of their own again: neither people nor checks wait while large schemas are read on schedule.
    charts: open('driver process of scheduled refreshes', 1),
  };
}
