import dgram from 'node:dgram';
import { takeDatagramApproval } from './approved-sockets.ts';

type DatagramCall = (this: dgram.Socket, ...args: unknown[]) => unknown;

/**
 * Refuses UDP but for single datagrams that were approved, sent as `send(bytes, port, address)` from a fresh socket. On
 * its way such a call binds the socket in the same turn, and comes again from Node's queue once that is done.
 */
export function guardDatagrams(refuse: () => never): void {
  // Both have many forms: the guard hands on whatever it was given.
  const prototype = dgram.Socket.prototype as unknown as Record<'bind' | 'send', DatagramCall>;
  const { bind, send } = prototype;
  const queued = new WeakMap<dgram.Socket, { port: unknown; address: unknown }>();
  let sending: dgram.Socket | null = null;

  const takeQueued = (socket: dgram.Socket, port: unknown, address: unknown): boolean => {
    const granted = queued.get(socket);
    queued.delete(socket);
    return granted !== undefined && granted.port === port && granted.address === address;
  };

  Object.assign(prototype, {
    connect: refuse,
    addMembership: refuse,
    addSourceSpecificMembership: refuse,
    bind(this: dgram.Socket, ...args: unknown[]) {
      return sending === this ? bind.apply(this, args) : refuse();
    },
    send(this: dgram.Socket, ...args: unknown[]) {
      const [, port, address] = args;
      if (takeQueued(this, port, address)) return send.apply(this, args);
      if (args.length !== 3 || !takeDatagramApproval(this, address, port)) refuse();
      sending = this;
      queued.set(this, { port, address });
      try {
        return send.apply(this, args);
      } finally {
        sending = null;
      }
    },
  });
}
