import type { Socket as DatagramSocket } from 'node:dgram';
import type { Socket } from 'node:net';

const approved = new WeakMap<Socket, string>();
const datagrams = new WeakMap<DatagramSocket, { address: string; port: number }>();

/** Marks a socket as bound for an address that the egress policy has already been asked about, by name. */
export function approve(socket: Socket, address: string): void {
  approved.set(socket, address);
}

/** Whether this very socket was approved for this very address. */
export function isApproved(socket: Socket, address: string): boolean {
  return approved.get(socket) === address;
}

/** Lets a socket send one datagram, to an address that the egress policy has already been asked about. */
export function approveDatagram(socket: DatagramSocket, address: string, port: number): void {
  datagrams.set(socket, { address, port });
}

/** Whether this very socket may send its one datagram there; asking uses the approval up. */
export function takeDatagramApproval(socket: DatagramSocket, address: unknown, port: unknown): boolean {
  const granted = datagrams.get(socket);
  datagrams.delete(socket);
  return granted !== undefined && granted.address === address && granted.port === port;
}
