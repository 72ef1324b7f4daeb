import ipaddr from 'ipaddr.js';
import { remembering } from './remembering.ts';

interface Network {
  address: string;
  bits: number;
}

/** 4 or 6, as an address is written; 0 for what is none. */
export function isIP(text: string): 0 | 4 | 6 {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return 4;
  return ipaddr.IPv6.isValid(text) ? 6 : 0;
}

/** An address or a CIDR; null for anything else. */
export function parseNetwork(text: string): Network | null {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return null;
  const most = version === 4 ? 32 : 128;
  const bits = prefix === undefined ? most : Number(/^\d{1,3}$/.exec(prefix)?.[0] ?? Number.NaN);
  if (!(bits >= 0 && bits <= most)) return null;
  const plain = plainAddress(address);
  // A network of mapped addresses is one of IPv4.
  if (version === 6 && isIP(plain) === 4) return bits < 96 ? null : { address: plain, bits: bits - 96 };
  return { address: plain, bits };
}

/** Whether an address is one of the networks. */
export function withinNetworks(networks: readonly string[]): (address: string) => boolean {
  const ranges = networks
    .map(parseNetwork)
    .filter((network) => network !== null)
    .map(({ address, bits }) => [ipaddr.parse(address), bits] as const);
  return (address) => {
    if (isIP(address) === 0) return false;
    const plain = ipaddr.process(address);
    return ranges.some(([network, bits]) => network.kind() === plain.kind() && plain.match(network, bits));
  };
}

/**
 * The address a request comes from. A peer that is no trusted proxy is the client, whatever it says; behind trusted ones
 * the client is the last address of `X-Forwarded-For` that is none of them: everything before it could be made up.
 */
export function clientAddress(trusted: readonly string[]): (peer: string, forwardedFor: string | undefined) => string {
  const isProxy = withinNetworks(trusted);
  const peerOf = remembering((peer) => {
    const address = plainAddress(peer);
    return { address, isProxy: isProxy(address) };
  });
  return (peer, forwardedFor) => {
    const { address, isProxy: isTrusted } = peerOf(peer);
    if (!isTrusted || !forwardedFor) return address;
    const hops = forwardedFor.split(',').map((hop) => plainAddress(withoutPort(hop.trim())));
    const client = hops.findLast((hop) => !isProxy(hop));
    return client && isIP(client) > 0 ? client : address;
  };
}

/** Some proxies name the port too. */
function withoutPort(hop: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/.exec(hop) ?? [];
  return bracketed ?? plain ?? hop;
}

const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/**
 * The one spelling of an address: an IPv4 address that came over an IPv6 socket is itself, an IPv6 address is compressed,
 * lower-case and without the name of an interface. Anything else stays what it is.
 */
export function plainAddress(address: string): string {
  if (isIP(address) !== 6) return address;
  const plain = new URL(`http://[${address.split('%', 1)[0]}]`).hostname.slice(1, -1);
  const [, high, low] = MAPPED.exec(plain) ?? [];
  if (high === undefined || low === undefined) return plain;
  return [high, low].flatMap((half) => [Number.parseInt(half, 16) >> 8, Number.parseInt(half, 16) & 255]).join('.');
}
