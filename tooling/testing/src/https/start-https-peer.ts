import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type Misbehaviour, misbehave } from './misbehave.ts';

/** One request as it came in, its body not yet looked into. */
export interface RawRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface HttpsPeerOptions<R> {
  tls: { cert: string; key: string };
  /** 0, the default, takes a free one. */
  port?: number | undefined;
  /** What an honest answer has. */
  contentType: string;
  /** What is kept of a request. */
  record(request: RawRequest): R;
  onRequest?: ((request: R) => Misbehaviour | undefined) | undefined;
  answer(request: R, response: ServerResponse): void;
}

export interface HttpsPeer<R> extends AsyncDisposable {
  port: number;
  /** Every request so far, whatever became of it. */
  requests: R[];
  openConnections(): number;
}

/** An HTTPS server on loopback for emulators: it keeps what it hears, and can be made to misbehave. */
export async function startHttpsPeer<R>(options: HttpsPeerOptions<R>): Promise<HttpsPeer<R>> {
  const { tls, contentType, record, onRequest, answer } = options;
  const requests: R[] = [];
  const server = createServer({ ...tls, keepAliveTimeout: 60_000 }, async (incoming, response) => {
    const raw = await read(incoming).catch(() => null);
    if (!raw) return;
    const request = record(raw);
    requests.push(request);
    const how = onRequest?.(request);
    if (how) misbehave(how, response, contentType);
    else answer(request, response);
  });
  let connections = 0;
  server.on('connection', (socket) => {
    connections++;
    socket.once('close', () => connections--);
  });
  // Whoever comes without TLS, or leaves during the handshake, ends a connection and not the emulator.
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    requests,
    openConnections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(incoming: IncomingMessage): Promise<RawRequest> {
  const body = Buffer.concat(await incoming.toArray());
  const { method = '', url: path = '', headers } = incoming;
  return { method, path, headers, body };
}
