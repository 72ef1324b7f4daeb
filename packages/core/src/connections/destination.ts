import {
  type ConnectionKind,
  type ConnectionOptions,
  canonicalHost,
  tlsModeOf,
  trustAnchorOf,
} from '@portolan/contract';

/** What decides where a connection goes and how it is protected on the way. */
export interface Destination {
  dbType: ConnectionKind;
  host: string;
  port: number;
  useSsl: boolean;
  options: ConnectionOptions | null;
}

/** One text per place that a connection leads to. */
export function destinationOf(connection: Destination): string {
  return JSON.stringify(placeOf(connection));
}

/** One text per place and proof of who is there: what a credential is bound to. */
export function bindingTextOf(connection: Destination): string {
  return JSON.stringify([...placeOf(connection), trustAnchorOf(connection.options)]);
}

function placeOf(connection: Destination): unknown[] {
  const { dbType, host, port, options } = connection;
  return [
    dbType,
    canonicalHost(host),
    port,
    options?.account?.toLowerCase() ?? '',
    options?.httpPath ?? '',
    options?.instanceName?.toLowerCase() ?? '',
    tlsModeOf(connection),
  ];
}

const HOST_AT = 1;
const TRUST_AT = 7;

/**
 * What a credential was bound to, whole. Before trust anchors belonged to it the text ended with the TLS mode: then it is
 * whom its own connection trusts, which must be written down before that changes.
 */
export function wholeBinding(bound: string, own: Pick<Destination, 'options'>): string {
  const parts = partsOf(bound);
  return parts.length === TRUST_AT ? JSON.stringify([...parts, trustAnchorOf(own.options)]) : bound;
}

/** The text as it was before trust anchors belonged to it: the first in the ciphertext, until that is written anew. */
export function formerBinding(bound: string): string | null {
  const parts = partsOf(bound);
  return parts.length > TRUST_AT ? JSON.stringify(parts.slice(0, TRUST_AT)) : null;
}

/**
 * Whether a credential that was bound to `bound` belongs to a connection; `own` is the one that holds it. Earlier texts
 * hold the host as it was typed.
 */
export function isBoundHere(bound: string, connection: Destination, own: Pick<Destination, 'options'>): boolean {
  const current = bindingTextOf(connection);
  const whole = wholeBinding(bound, own);
  if (whole === current) return true;
  const parts = partsOf(whole);
  return JSON.stringify(parts.with(HOST_AT, canonicalHost(String(parts[HOST_AT])))) === current;
}

function partsOf(bound: string): unknown[] {
  return JSON.parse(bound) as unknown[];
}
