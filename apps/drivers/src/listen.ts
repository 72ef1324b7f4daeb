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
/** How often a server that leaves looks for connections that have become idle. */
const IDLE_MS = 20;

export interface Listening {
  port: number;
  /** Takes no connections any more, and closes each once nothing is under way on it; resolves when none is left. */
  leave(): Promise<void>;
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
      const leave = () =>
        new Promise<void>((left) => {
          const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
          server.close(() => {
            clearInterval(idle);
            left();
          });
        });
      resolve({ port: (server.address() as AddressInfo).port, leave });
    });
  });
}
