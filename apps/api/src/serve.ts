import { createServer, type Server } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { Hono } from 'hono';
import { askedFirst } from './edge/asked-first.ts';
import { unreadable } from './edge/unreadable.ts';

/** The host of a request that names none. */
const NOBODY = 'unnamed.invalid';
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

function listenOnce(app: Hono, { host, port }: { host: string; port: number }): Promise<Listening> {
  const errorHandler = (error: unknown) => unreadable(error instanceof RequestError ? 'VALIDATION_ERROR' : 'INTERNAL');
  const listener = getRequestListener(app.fetch, { hostname: NOBODY, errorHandler });
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 10_000 }, listener);
  server.maxConnections = 5_000;
  server.on('checkContinue', askedFirst(listener));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const bound = server.address();
      resolve({ port: typeof bound === 'object' && bound ? bound.port : port, drain: () => drain(server) });
    });
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
