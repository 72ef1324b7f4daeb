/// <reference path="./thrift-modules.d.ts" />
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import tcli from '@databricks/sql/thrift/TCLIService.js';
import { TBinaryProtocol, TBufferedTransport } from 'thrift';
import { Catalogue } from './catalogue.ts';
import { misbehave } from './misbehave.ts';
import type { DatabricksEmulatorOptions, Login, RecordedRequest } from './options.ts';
import { TokenEndpoint } from './token-endpoint.ts';
import { Warehouse } from './warehouse.ts';

export interface DatabricksEmulator extends AsyncDisposable {
  port: number;
  /** Every request so far, whatever became of it. */
  requests: RecordedRequest[];
  /** Every SQL statement so far. */
  statements: string[];
  /** Sessions that have been opened and not closed. */
  openSessions(): number;
  openConnections(): number;
}

/** Starts an emulator of a Databricks workspace with SQL warehouses on loopback. */
export async function startDatabricksEmulator(options: DatabricksEmulatorOptions): Promise<DatabricksEmulator> {
  const requests: RecordedRequest[] = [];
  const catalogue = new Catalogue(options.catalogs);
  const warehouse = new Warehouse(catalogue, options);
  const tokens = new TokenEndpoint(options.clients);
  const paths = options.paths ?? ['/sql/1.0/warehouses/emulator'];

  const loginOf = ({ headers }: RecordedRequest): Login | undefined => {
    const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
    return Object.hasOwn(options.tokens, token) ? options.tokens[token] : tokens.loginOf(token);
  };

  const answer = (request: RecordedRequest, response: ServerResponse) => {
    const issued = tokens.answer(request);
    if (issued) return void response.writeHead(issued.status, issued.headers).end(issued.body);
    const login = loginOf(request);
    if (!login) return refuse(response, 403, 'Invalid access token.');
    if (!paths.includes(request.path)) return refuse(response, 404, 'No such warehouse.');
    serveThrift(new tcli.Processor(warehouse.serviceFor(login)), request.body, response);
  };

  const server = createServer({ ...options.tls, keepAliveTimeout: 60_000 }, async (incoming, response) => {
    const request = await record(incoming).catch(() => null);
    if (!request) return;
    requests.push(request);
    const how = options.onRequest?.(request);
    if (how) misbehave(how, response);
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
    statements: warehouse.statements,
    openSessions: () => warehouse.openSessions,
    openConnections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      catalogue.close();
    },
  };
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const body = Buffer.concat(await incoming.toArray());
  const { method = '', url: path = '', headers } = incoming;
  const request: RecordedRequest = { method, path, headers, body };
  if (headers['content-type'] !== 'application/x-thrift') return request;
  TBufferedTransport.receiver((transport) => {
    request.call = new TBinaryProtocol(transport).readMessageBegin().fname;
  }, 0)(body);
  return request;
}

function serveThrift(processor: ThriftProcessor, body: Buffer, response: ServerResponse): void {
  const output = new TBufferedTransport(undefined, (bytes) => {
    response.writeHead(200, { 'content-type': 'application/x-thrift', 'content-length': bytes.length });
    response.end(bytes);
  });
  const receive = TBufferedTransport.receiver((input) => {
    processor.process(new TBinaryProtocol(input), new TBinaryProtocol(output));
  }, 0);
  try {
    receive(body);
  } catch {
    refuse(response, 500, 'The emulator could not serve this call.');
  }
}

interface ThriftProcessor {
  process(input: TBinaryProtocol, output: TBinaryProtocol): void;
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-databricks-reason-phrase': reason,
    'x-thriftserver-error-message': reason,
  });
  response.end(JSON.stringify({ error_code: String(status), message: reason }));
}
