import { BlockList, isIP } from 'node:net';

interface Network {
  address: string;
  bits: number;
  family: 'ipv4' | 'ipv6';
}

/** An address or a CIDR; null for anything else. */
export function parseNetwork(text: string): Network | null {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return null;
  const most = version === 4 ? 32 : 128;
  const bits = prefix === undefined ? most : Number(/^\d{1,3}$/.exec(prefix)?.[0] ?? Number.NaN);
  return bits >= 0 && bits <= most ? { address, bits, family: version === 4 ? 'ipv4' : 'ipv6' } : null;
}

/** Whether an address is one of the networks. */
export function withinNetworks(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks.map(parseNetwork)) {
    if (network) list.addSubnet(network.address, network.bits, network.family);
  }
  return (address) => isIP(address) > 0 && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

/**
 * The address a request comes from. A peer that is no trusted proxy is the client, whatever it says; behind trusted ones
 * the client is the last address of `X-Forwarded-For` that is none of them: everything before it could be made up.
 */
export function clientAddress(trusted: readonly string[]): (peer: string, forwardedFor: string | undefined) => string {
  const isProxy = withinNetworks(trusted);
  return (peer, forwardedFor) => {
    if (!isProxy(plainAddress(peer)) || !forwardedFor) return plainAddress(peer);
    const hops = forwardedFor.split(',').map((hop) => plainAddress(hop.trim()));
    const client = hops.findLast((hop) => !isProxy(hop));
    return client && isIP(client) > 0 ? client : plainAddress(peer);
  };
}

/** An IPv4 address that came over an IPv6 socket, as itself. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
