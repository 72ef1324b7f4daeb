/// <reference path="./thrift-modules.d.ts" />
import type { ServerResponse } from 'node:http';
import tcli from '@databricks/sql/thrift/TCLIService.js';
import { type RawRequest, startHttpsPeer } from '@portolan/testing/https';
import { TBinaryProtocol, TBufferedTransport } from 'thrift';
import { Catalogue } from './catalogue.ts';
import type { DatabricksEmulatorOptions, Login, RecordedRequest } from './options.ts';
import { StateEndpoint } from './state-endpoint.ts';
import { TokenEndpoint } from './token-endpoint.ts';
import { Warehouse } from './warehouse.ts';

const THRIFT = 'application/x-thrift';

export interface DatabricksEmulator extends AsyncDisposable {
  port: number;
  /** Every request so far, whatever became of it. */
  requests: RecordedRequest[];
  /** Every SQL statement so far. */
  statements: string[];
  /** What the session of each of them stood at. */
  settings: Record<string, string>[];
  /** Sessions that have been opened and not closed. */
  openSessions(): number;
  openConnections(): number;
  /** How often somebody has asked for a warehouse or cluster to be started, by name. */
  starts(): number;
}

/** Starts an emulator of a Databricks workspace with SQL warehouses on loopback. */
export async function startDatabricksEmulator(options: DatabricksEmulatorOptions): Promise<DatabricksEmulator> {
  const catalogue = new Catalogue(options.catalogs);
  const warehouse = new Warehouse(catalogue, options);
  const tokens = new TokenEndpoint(options.clients);
  const paths = options.paths ?? ['/sql/1.0/warehouses/emulator'];
  const states = new StateEndpoint(paths, options.state);

  const loginOf = ({ headers }: RecordedRequest): Login | undefined => {
    const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
    return Object.hasOwn(options.tokens, token) ? options.tokens[token] : tokens.loginOf(token);
  };

  const answer = (request: RecordedRequest, response: ServerResponse) => {
    const issued = tokens.answer(request);
    if (issued) return void response.writeHead(issued.status, issued.headers).end(issued.body);
    const login = loginOf(request);
    if (!login) return refuse(response, 403, 'Invalid access token.');
    const told = states.answer(request);
    if (told) return void response.writeHead(told.status, told.headers).end(told.body);
    if (!paths.includes(request.path)) return refuse(response, 404, 'No such warehouse.');
    serveThrift(new tcli.Processor(warehouse.serviceFor(login)), request.body, response);
  };

  const peer = await startHttpsPeer<RecordedRequest>({
    tls: options.tls,
    port: options.port,
    contentType: THRIFT,
    onRequest: options.onRequest,
    record,
    answer,
  });
  return {
    port: peer.port,
    requests: peer.requests,
    statements: warehouse.statements,
    settings: warehouse.settings,
    openSessions: () => warehouse.openSessions,
    openConnections: peer.openConnections,
    starts: () => states.starts,
    async [Symbol.asyncDispose]() {
      await peer[Symbol.asyncDispose]();
      catalogue.close();
    },
  };
}

function record(raw: RawRequest): RecordedRequest {
  const request: RecordedRequest = { ...raw };
  if (raw.headers['content-type'] !== THRIFT) return request;
  TBufferedTransport.receiver((transport) => {
    request.call = new TBinaryProtocol(transport).readMessageBegin().fname;
  }, 0)(raw.body);
  return request;
}

function serveThrift(processor: ThriftProcessor, body: Buffer, response: ServerResponse): void {
  const output = new TBufferedTransport(undefined, (bytes) => {
    response.writeHead(200, { 'content-type': THRIFT, 'content-length': bytes.length });
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
