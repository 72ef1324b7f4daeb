import { isIPv6 } from 'node:net';

/** A destination as the resolver would read it: a literal address in canonical form, or a lower-case ASCII name. */
export type ParsedHost = { kind: 'address'; address: string } | { kind: 'name'; name: string };

// What can never be part of a host, and what a URL parser would take for something else.
const FORBIDDEN = /[\s/\\@?#%:[\]<>^|\p{Cc}]/u;

/**
 * Reads a host as WHATWG URL does: decimal, octal, hexadecimal and short IPv4 spellings become the address they mean,
 * full-width and international names become ASCII. Null for what is neither an address nor a name.
 */
export function parseHost(host: string): ParsedHost | null {
  if (isIPv6(host)) return host.includes('%') ? null : { kind: 'address', address: hostOf(`[${host}]`) ?? host };
  if (FORBIDDEN.test(host)) return null;
  const name = hostOf(host)?.replace(/\.$/, '');
  if (!name || name.length > 253) return null;
  return /^[\d.]+$/.test(name) ? { kind: 'address', address: name } : { kind: 'name', name };
}

function hostOf(text: string): string | null {
  return URL.parse(`http://${text}/`)?.hostname.replace(/^\[|\]$/g, '') ?? null;
}
