import type { EventEmitter } from 'node:events';
import type mssql from 'mssql';

/** What of the library's insides has to be held on to; each of it is a test that fails when it changes. */
export interface ConnectionInternals extends EventEmitter {
  closed: boolean;
  request: unknown;
  messageIo: { outgoingMessageStream: { packetSize: number } };
}
interface PoolInternals {
  _poolCreate(): Promise<unknown>;
  _poolDestroy(connection: unknown): Promise<void>;
}

/** The library connects once to try and then again for the first request: the trial is good enough. */
export function keepFirstConnection(given: mssql.ConnectionPool): void {
  const pool = given as unknown as PoolInternals;
  const create = pool._poolCreate.bind(given);
  const destroy = pool._poolDestroy.bind(given);
  let only: Promise<unknown> | null = null;
  let tried = false;
  pool._poolCreate = () => {
    only ??= create();
    return only;
  };
  pool._poolDestroy = async (connection) => {
    if (tried) return destroy(connection);
    tried = true;
  };
}

/** Sizes a server may negotiate, [MS-TDS] 2.2.6.4: the library takes any number, and never ends with one below 9. */
const PACKET_SIZES = { min: 512, max: 32_767 };

/** What is thrown here ends the connection as a broken answer does. */
export function boundPacketSize({ messageIo }: ConnectionInternals): void {
  const { outgoingMessageStream } = messageIo;
  let size = outgoingMessageStream.packetSize;
  Object.defineProperty(outgoingMessageStream, 'packetSize', {
    get: () => size,
    set: (asked: number) => {
      if (!(asked >= PACKET_SIZES.min && asked <= PACKET_SIZES.max)) throw new Error('packet size');
      size = asked;
    },
  });
}

/**
 * Of an answer that was all but read when its connection was closed, the library calls the request that it has dropped
 * by then, and takes the process down. This one stands in for it.
 */
export function outliveRequests(connection: ConnectionInternals): void {
  const nobody = { callback: () => {}, removeListener: () => {}, on: () => {}, once: () => {}, canceled: true };
  let request: unknown;
  Object.defineProperty(connection, 'request', {
    get: () => request ?? (connection.closed ? nobody : undefined),
    set: (given: unknown) => {
      request = given;
    },
  });
}
