export { type CallSigner, LANES, type Lane } from '../wire/index.ts';
export {
  createRemoteDrivers,
  type HostState,
  type RemoteDrivers,
  type RemoteDriversOptions,
} from './create-remote-drivers.ts';
export { type HostAddress, parseHostAddress } from './host-address.ts';
export type { HostEvent } from './hosts.ts';
