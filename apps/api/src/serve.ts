import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { Hono } from 'hono';
import { askedFirst } from './sockets/asked-first.ts';
import { type SocketLimits, SocketRoom } from './sockets/socket-room.ts';
import { unreadable } from './sockets/unreadable.ts';
import { WholePieces } from './sockets/whole-pieces.ts';

/** The host of a request that names none. */
const NOBODY = 'unnamed.invalid';
/** What peers may hold: sockets, and a server by being slow. Times in milliseconds. */
export interface ServeLimits {
  sockets: SocketLimits;
  headersTimeout: number;
  /** How often the times are looked at: nothing of them is more exact. */
  checkEvery: number;
}
const LIMITS: ServeLimits = {
  sockets: { address: 256, loopback: 1_024, total: 5_000 },
  headersTimeout: 10_000,
  checkEvery: 2_000,
};
const DRAIN_MS = 4_000;
const RETIRE_MS = 60_000;

export interface Listening {
  port: number;
  /** Stops taking requests and waits for those under way, a few seconds at most. */
  drain(): Promise<void>;
  /**
   * Takes no new connections, which others take, and serves those that it has until their peers leave them: nobody's
   * request meets a connection that is being closed. A minute at most.
   */
  retire(): Promise<void>;
}

/** How long a server that is just stopping may still hold the address. */
const PATIENCE_MS = 4_000;

export interface ServeOptions {
  host: string;
  port: number;
  /** Peers that speak for many. */
  isProxy?: (address: string) => boolean;
  limits?: Partial<ServeLimits>;
}

/** Listens, with bounds on what a slow or silent peer may hold. Waits a moment for an address that is in use. */
export async function serve(app: Hono, options: ServeOptions): Promise<Listening> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await listenOnce(app, options);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE' || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function listenOnce(app: Hono, { host, port, isProxy = () => false, limits }: ServeOptions): Promise<Listening> {
  const { sockets, headersTimeout, checkEvery } = { ...LIMITS, ...limits };
  const errorHandler = (error: unknown) => unreadable(error instanceof RequestError ? 'VALIDATION_ERROR' : 'INTERNAL');
  // What nobody read is read, or cut off, before there is an answer.
  const listener = getRequestListener(app.fetch, { hostname: NOBODY, errorHandler, autoCleanupIncoming: false });
  const settings = {
    IncomingMessage: WholePieces,
    headersTimeout,
    requestTimeout: 30_000,
    keepAliveTimeout: 10_000,
    connectionsCheckingInterval: checkEvery,
  };
  const server = createServer(settings, listener);
  server.on('checkContinue', askedFirst(listener));
  boundSockets(server, new SocketRoom(sockets, isProxy));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const bound = server.address();
      resolve({
        port: typeof bound === 'object' && bound ? bound.port : port,
        drain: () => drain(server),
        retire: () => retire(server),
      });
    });
  });
}

function boundSockets(server: Server, room: SocketRoom): void {
  const begin = ({ socket }: IncomingMessage, outgoing: ServerResponse) => {
    room.begin(socket);
    outgoing.once('close', () => room.end(socket));
  };
  server.prependListener('connection', (socket) => room.enter(socket));
  server.prependListener('request', begin).prependListener('checkContinue', begin);
}

function retire(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), RETIRE_MS);
    server.prependListener('request', (_, outgoing: ServerResponse) => {
      outgoing.shouldKeepAlive = false;
    });
    // The close of HTTP cuts whoever is idle, and their next request may be on its way.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(force);
      resolve();
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
