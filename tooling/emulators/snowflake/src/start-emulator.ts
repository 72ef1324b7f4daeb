import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Account } from './account.ts';
import { misbehave } from './misbehave.ts';
import type { RecordedRequest, SnowflakeEmulatorOptions } from './options.ts';

export interface SnowflakeEmulator extends AsyncDisposable {
  port: number;
  /** Every request so far, whatever became of it. */
  requests: RecordedRequest[];
  /** Every SQL statement so far. */
  statements: string[];
  /** Sessions that have been opened and not closed. */
  openSessions(): number;
  openConnections(): number;
}

/** Starts an emulator of a Snowflake account on loopback. */
export async function startSnowflakeEmulator(options: SnowflakeEmulatorOptions): Promise<SnowflakeEmulator> {
  const requests: RecordedRequest[] = [];
  const account = new Account(options);
  let connections = 0;
  const server = createServer({ ...options.tls, keepAliveTimeout: 60_000 }, async (incoming, response) => {
    const request = await record(incoming).catch(() => null);
    if (!request) return;
    requests.push(request);
    const how = options.onRequest?.(request);
    if (how) return misbehave(how, response);
    const { json, text, status = 200 } = account.answer(request);
    const zipped = String(incoming.headers['accept-encoding']).includes('gzip');
    const body = Buffer.from(text ?? JSON.stringify(json));
    response.writeHead(status, {
      'content-type': text === undefined ? 'application/json' : 'binary/octet-stream',
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    });
    response.end(zipped ? gzipSync(body) : body);
  });
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
    statements: account.statements,
    openSessions: () => account.openSessions,
    openConnections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      account.close();
    },
  };
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const { method = '', url: path = '', headers } = incoming;
  const raw = Buffer.concat(await incoming.toArray());
  const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString();
  return { method, path, headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
