import { type ParsedHost, parseHost } from '@portolan/contract';
import { invalidSetting } from '../stages/invalid-setting.ts';

export interface Address {
  host: ParsedHost;
  port: number;
}

/** Where a target is, or CONFIG_INVALID. `usually` is the port most servers of the kind listen on. */
export function readAddress({ host: given, port }: { host: string; port: number }, usually: number): Address {
  const host = parseHost(given);
  if (!host) throw invalidSetting('The host is not a host name or address', 'Enter a plain host name or IP address');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    const remedy = `Enter the port the server listens on, usually ${usually}`;
    throw invalidSetting('The port is not between 1 and 65535', remedy);
  }
  return { host, port };
}
