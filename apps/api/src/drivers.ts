import { createKeyring, hubSigner, type Logger } from '@portolan/core';
import { type DriverGateway, withoutDrivers } from '@portolan/drivers';
import { createDriverHost, type EgressRules, type NodeProgram } from '@portolan/drivers/host';
import { createRemoteDrivers, type HostAddress, type HostState } from '@portolan/drivers/remote';

export interface Drivers {
  /** For people. */
  drivers: DriverGateway;
  checks: DriverGateway;
  charts: DriverGateway;
  /** How the hosts are that drivers run on; none where they run here. */
  hostStates(): Promise<HostState[]>;
}

export interface DriversOptions {
  egress: EgressRules;
  log: Logger;
  /** Of this installation. */
  version: string;
  driverWorker?: string;
  node?: NodeProgram | null;
  /** Where drivers run; none: here. */
  hosts: readonly HostAddress[];
  masterKey: Uint8Array<ArrayBuffer>;
  previousKeys: Uint8Array<ArrayBuffer>[];
}

/** The driver processes, in pools that do not wait for each other: on hosts of their own where there are some, else here. */
export async function openDrivers(options: DriversOptions): Promise<Drivers> {
  return options.hosts.length > 0 ? await openRemote(options) : openHere(options);
}

async function openRemote({ hosts, log, version, masterKey, previousKeys }: DriversOptions): Promise<Drivers> {
  const signer = await hubSigner(await createKeyring(masterKey, previousKeys));
  const remote = createRemoteDrivers({
    hosts,
    signer,
    version,
    onEvent: (event) => log.warn({ event }, 'driver host'),
  });
  return {
    drivers: remote.gateway('people'),
    checks: remote.gateway('checks'),
    charts: remote.gateway('charts'),
    hostStates: remote.states,
  };
}

function openHere({ egress, log, driverWorker, node }: DriversOptions): Drivers {
  const hostStates = async () => [];
  if (node === null) {
    const none = withoutDrivers(
      'This installation has nothing to run its drivers with',
      'Have its operator install Node 24 or newer, or set PORTOLAN_NODE or PORTOLAN_DRIVER_HOST',
    );
    return { drivers: none, checks: none, charts: none, hostStates };
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
    hostStates,
  };
}
