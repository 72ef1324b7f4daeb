import { gunzipSync, gzipSync } from 'node:zlib';
import { type RawRequest, startHttpsPeer } from '@portolan/testing/https';
import { Account } from './account.ts';
import type { RecordedRequest, SnowflakeEmulatorOptions } from './options.ts';

export interface SnowflakeEmulator extends AsyncDisposable {
  port: number;
  /** Every request so far, whatever became of it. */
  requests: RecordedRequest[];
  /** Every SQL statement so far. */
  statements: string[];
  /** The session parameters that each of them ran under. */
  settings: Record<string, unknown>[];
  /** Sessions that have been opened and not closed. */
  openSessions(): number;
  openConnections(): number;
}

/** Starts an emulator of a Snowflake account on loopback. */
export async function startSnowflakeEmulator(options: SnowflakeEmulatorOptions): Promise<SnowflakeEmulator> {
  const account = new Account(options);
  const peer = await startHttpsPeer<RecordedRequest>({
    tls: options.tls,
    port: options.port,
    contentType: 'application/json',
    onRequest: options.onRequest,
    record,
    answer(request, response) {
      const { json, text, status = 200 } = account.answer(request);
      const zipped = String(request.headers['accept-encoding']).includes('gzip');
      const body = Buffer.from(text ?? JSON.stringify(json));
      response.writeHead(status, {
        'content-type': text === undefined ? 'application/json' : 'binary/octet-stream',
        ...(zipped ? { 'content-encoding': 'gzip' } : {}),
      });
      response.end(zipped ? gzipSync(body) : body);
    },
  });
  return {
    port: peer.port,
    requests: peer.requests,
    statements: account.statements,
    settings: account.settings,
    openSessions: () => account.openSessions,
    openConnections: peer.openConnections,
    async [Symbol.asyncDispose]() {
      await peer[Symbol.asyncDispose]();
      account.close();
    },
  };
}

function record({ body, ...request }: RawRequest): RecordedRequest {
  const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
  return { ...request, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
