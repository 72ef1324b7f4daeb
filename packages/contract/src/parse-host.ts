/** A destination as the resolver would read it: a literal address in canonical form, or a lower-case ASCII name. */
export type ParsedHost = { kind: 'address'; address: string } | { kind: 'name'; name: string };

// What can never be part of a host, and what a URL parser would take for something else.
const FORBIDDEN = /[\s/\\@?#%:[\]<>^|\p{Cc}]/u;
const IPV6 = /^[\da-f:.]*:[\da-f:.]*$/i;
// Underscores are no part of a host name by the book, and of many in the field.
const LABEL = /^[\w-]+$/;
const LONGEST_NAME = 253;
const LONGEST_LABEL = 63;

/**
 * Reads a host as WHATWG URL does: decimal, octal, hexadecimal and short IPv4 spellings become the address they mean,
 * full-width and international names become ASCII. Null for what is neither an address nor a name. The only judge of
 * what a host is: forms, inputs, drivers and the egress policy ask here.
 */
export function parseHost(host: string): ParsedHost | null {
  const plain = plainHost(host);
  if (IPV6.test(plain)) {
    const address = hostOf(`[${plain}]`);
    return address === null ? null : { kind: 'address', address };
  }
  if (FORBIDDEN.test(plain)) return null;
  const name = hostOf(plain)?.replace(/\.$/, '');
  if (!name || name.length > LONGEST_NAME) return null;
  if (/^[\d.]+$/.test(name)) return { kind: 'address', address: name };
  const isLabel = (label: string) => LABEL.test(label) && label.length <= LONGEST_LABEL;
  return name.split('.').every(isLabel) ? { kind: 'name', name } : null;
}

/** A host without what does not change where it leads: the brackets of an IPv6 address, the root's dot behind a name. */
export function plainHost(host: string): string {
  const text = host.trim();
  const bracketed = /^\[([^[\]]*:[^[\]]*)\]$/.exec(text)?.[1];
  return bracketed ?? text.replace(/(?<=[^.])\.$/, '');
}

// Lower-case ASCII whose last label is no number and whose labels are no encoded Unicode: a URL parser leaves it as it is.
const PLAIN_NAME = /^(?:(?!xn--)[a-z0-9-]+\.)*(?!xn--)[a-z][a-z0-9-]*$/;

/** One text per destination, to compare hosts by: `[::1]` is `0:0::1`, `LOCALHOST.` is `localhost`. */
export function canonicalHost(host: string): string {
  if (PLAIN_NAME.test(host)) return host;
  const parsed = parseHost(host);
  if (!parsed) return host.toLowerCase();
  return parsed.kind === 'address' ? parsed.address : parsed.name;
}

function hostOf(text: string): string | null {
  const url = `http://${text}/`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : null;
}
