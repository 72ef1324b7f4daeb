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

/**
 * The address a request comes from. A peer that is no trusted proxy is the client, whatever it says; behind trusted ones
 * the client is the last address of `X-Forwarded-For` that is none of them: everything before it could be made up.
 */
export function clientAddress(trusted: readonly string[]): (peer: string, forwardedFor: string | undefined) => string {
  const proxies = new BlockList();
  for (const network of trusted.map(parseNetwork)) {
    if (network) proxies.addSubnet(network.address, network.bits, network.family);
  }
  const isProxy = (address: string) =>
    isIP(address) > 0 && proxies.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
  return (peer, forwardedFor) => {
    if (!isProxy(plain(peer)) || !forwardedFor) return plain(peer);
    const hops = forwardedFor.split(',').map((hop) => plain(hop.trim()));
    const client = hops.findLast((hop) => !isProxy(hop));
    return client && isIP(client) > 0 ? client : plain(peer);
  };
}

/** An IPv4 address that came over an IPv6 socket, as itself. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
