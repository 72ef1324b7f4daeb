import dns, { type LookupAddress, type LookupAllOptions } from 'node:dns';
import net, { isIP, type Socket } from 'node:net';
import type { EgressPolicy } from '../driver.ts';
import { isApproved } from './approved-sockets.ts';
import { guardDatagrams } from './datagram-guard.ts';
import { EGRESS_REFUSAL } from './egress-policy.ts';

type LookupDone = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;
interface DialOptions {
  host?: string;
  path?: string;
  lookup?: (host: string, options: LookupAllOptions, done: LookupDone) => void;
}
type ConnectListener = (() => void) | null;
type Connect = (this: Socket, ...args: unknown[]) => Socket;

/** What a refused dial fails with. */
export class EgressError extends Error {
  readonly code = 'EGRESS_BLOCKED';

  constructor() {
    super(EGRESS_REFUSAL);
  }
}

/**
 * Puts the policy below every driver of this process: each TCP connect passes it, whoever makes it and wherever a
 * server sends it. A name is resolved once and only a checked address is dialled. Unix sockets are refused, and UDP
 * but for single approved datagrams.
 */
export function installEgressGuard(policy: EgressPolicy): void {
  // The one function all of Node's TCP clients meet in; its argument forms are normalised by Node itself, in a
  // function that its types do not tell of.
  const normalize = (net as unknown as { _normalizeArgs(args: unknown[]): [DialOptions, ConnectListener] })
    ._normalizeArgs;
  const original = net.Socket.prototype.connect as Connect;

  const guarded: Connect = function (this: Socket, ...args: unknown[]) {
    const given = Array.isArray(args[0]) ? (args[0] as [DialOptions, ConnectListener]) : normalize(args);
    const options = { ...given[0] };
    const host = options.host ?? 'localhost';
    const literal = isIP(host) !== 0;
    if (options.path || (literal && !isApproved(this, host) && !policy.allowsAddress(host))) {
      return this.destroy(new EgressError());
    }
    options.lookup = (name, wanted, done) => lookupAllowed(policy, name, wanted, done);
    return original.apply(this, [normalize([options, given[1]])]);
  };
  net.Socket.prototype.connect = guarded as typeof net.Socket.prototype.connect;

  const refuse = (): never => {
    throw new EgressError();
  };
  guardDatagrams(refuse);
}

function lookupAllowed(policy: EgressPolicy, name: string, wanted: LookupAllOptions, done: LookupDone): void {
  dns.lookup(name, { ...wanted, all: true }, (error, addresses) => {
    if (error) return done(error);
    const allowed = addresses.filter(({ address }) => policy.allowsAddress(address, name));
    const first = allowed[0];
    if (!first) return done(new EgressError());
    if (wanted.all) done(null, allowed);
    else done(null, first.address, first.family);
  });
}
