import { BlockList, isIP } from 'node:net';

/** A set of addresses out of CIDRs and single addresses. Throws for an entry that is neither. */
export function addressRanges(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits, ...more] = entry.split('/');
    const family = familyOf(address);
    if (bits === undefined) list.addAddress(address, family);
    else if (/^\d+$/.test(bits) && more.length === 0) list.addSubnet(address, Number(bits), family);
    else throw new Error(`not a CIDR: '${entry}'`);
  }
  return list;
}

export function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** Never a database, whatever the configuration says. */
export const NEVER = addressRanges([
  '0.0.0.0/8', // "this network", unspecified
  '169.254.0.0/16', // link-local, with the metadata services of most clouds
  '100.100.100.200', // metadata, Alibaba Cloud
  '168.63.129.16', // platform endpoint, Azure
  '192.0.0.0/24', // IETF protocol assignments
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
  'fd00:ec2::/32', // metadata, AWS
  'fd20:ce::254', // metadata, Google Cloud
  '2001::/32', // Teredo: a tunnel to an IPv4 address of the sender's choice
  '2001:db8::/32', // documentation
]);

/** Inside some network: allowed by configuration only. */
export const PRIVATE = addressRanges([
  '10.0.0.0/8',
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15', // benchmarking networks
  '::1',
  'fc00::/7', // unique local
]);

/** All that is global in v6; the rest of that space is link-local, site-local, multicast or unassigned. */
export const GLOBAL_V6 = addressRanges(['2000::/3']);
