import { createKeyring, hubSigner, type Logger } from '@portolan/core';
import { type DriverGateway, withoutDrivers } from '@portolan/drivers';
import { createRemoteDrivers } from '@portolan/drivers/remote';
import type { Configuration } from './configuration.ts';

const none = withoutDrivers('This server has no driver host', 'Ask the operator to name one in PORTOLAN_DRIVER_HOST');

/** The drivers of people: a worker has no processes of its own, and leaves checks and schedules to servers on Node. */
export async function openDrivers(config: Configuration, log: Logger, version: string): Promise<DriverGateway> {
  const { driverHosts: hosts, masterKey, previousKeys } = config;
  if (hosts.length === 0) return none;
  const signer = await hubSigner(await createKeyring(masterKey, previousKeys));
  const onEvent = (event: object) => log.warn({ event }, 'driver host');
  return createRemoteDrivers({ hosts, signer, version, onEvent }).gateway('people');
}
