import type { Socket } from 'node:net';

const approved = new WeakMap<Socket, string>();

/** Marks a socket as bound for an address that the egress policy has already been asked about, by name. */
export function approve(socket: Socket, address: string): void {
  approved.set(socket, address);
}

/** Whether this very socket was approved for this very address. */
export function isApproved(socket: Socket, address: string): boolean {
  return approved.get(socket) === address;
}
