import type { Server } from 'node:http';
import { serve as listen } from '@hono/node-server';
import type { Hono } from 'hono';

const DRAIN_MS = 4_000;

export interface Listening {
  port: number;
  /** Stops taking requests and waits for those under way, a few seconds at most. */
  drain(): Promise<void>;
}

/** How long a server that is just stopping may still hold the address. */
const PATIENCE_MS = 4_000;

/** Listens, with bounds on what a slow or silent peer may hold. Waits a moment for an address that is in use. */
export async function serve(app: Hono, address: { host: string; port: number }): Promise<Listening> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await listenOnce(app, address);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE' || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function listenOnce(app: Hono, address: { host: string; port: number }): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const options = { fetch: app.fetch, hostname: address.host, port: address.port };
    const server = listen(options, (info) => resolve({ port: info.port, drain: () => drain(server) })) as Server;
    server.headersTimeout = 10_000;
    server.requestTimeout = 30_000;
    server.keepAliveTimeout = 10_000;
    server.maxConnections = 5_000;
    server.once('error', reject);
  });
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
