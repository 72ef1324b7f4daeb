import type { DriverGateway } from '../driver.ts';
import type { CallSigner, Lane } from '../wire/index.ts';
import type { HostAddress } from './host-address.ts';
import { HostLink } from './host-link.ts';
import { HostTrouble } from './host-trouble.ts';
import { type HostEvent, Hosts } from './hosts.ts';
import { remoteGateway } from './remote-gateway.ts';

export interface RemoteDriversOptions {
  /** Asked in this order. */
  hosts: readonly HostAddress[];
  signer: CallSigner;
  /** Of this hub. */
  version: string;
  /** Each trouble with a host, for the log: carries no target and no secret. */
  onEvent?: (event: HostEvent) => void;
}

/** How a host is: what is wrong with it, or nothing. */
export interface HostState {
  host: string;
  trouble: string | null;
}

export interface RemoteDrivers {
  gateway(lane: Lane): DriverGateway;
  /** Asks each host who it is. */
  states(): Promise<HostState[]>;
}

/** Drivers on hosts of their own, asked by `fetch` alone: it runs wherever that does. */
export function createRemoteDrivers(options: RemoteDriversOptions): RemoteDrivers {
  const { hosts, signer, version, onEvent = () => {} } = options;
  const links = hosts.map((address) => new HostLink(address, signer, version));
  return {
    gateway: (lane) => remoteGateway(new Hosts(links, onEvent), lane, version),
    states: () =>
      Promise.all(
        links.map(async (link) => {
          const trouble = await link.greet().then(
            () => null,
            (error) => (error instanceof HostTrouble ? (error.reason ?? error.kind) : 'failed'),
          );
          return { host: link.address.url.host, trouble };
        }),
      ),
  };
}
