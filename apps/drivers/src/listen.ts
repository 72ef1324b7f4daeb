import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

/** Hubs keep their connections; whoever is slow to say what it wants does not keep one. */
const SETTINGS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 60_000,
  connectionsCheckingInterval: 2_000,
};
const MAX_SOCKETS = 2_000;

export interface Listening {
  port: number;
  /** Takes no connections any more, and closes those on which nothing is under way. */
  leave(): void;
}

export function listen(
  handler: (request: Request) => Promise<Response>,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const server = createServer(SETTINGS, getRequestListener(handler, { hostname: 'unnamed.invalid' }));
  server.maxConnections = MAX_SOCKETS;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const leave = () => {
        server.close();
        server.closeIdleConnections();
      };
      resolve({ port: (server.address() as AddressInfo).port, leave });
    });
  });
}
