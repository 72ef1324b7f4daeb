import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Backend } from './backend.ts';
import { Catalogue } from './catalogue/catalogue.ts';
import { Conversation } from './conversation.ts';
import type { LoginDefinition } from './login-definition.ts';
import type { SqlServerEmulatorOptions } from './options.ts';
import { isTlsRecord } from './protocol/packets.ts';
import { newRecorder, type Recorder, recorded } from './recorder.ts';
import { sampleDatabase } from './sample-database.ts';
import { checkClient, serverCertificate } from './server-certificate.ts';

export const SAMPLE_LOGIN: LoginDefinition = { name: 'sa', password: 'Str0ng!pw', sysadmin: true };

export interface SqlServerEmulator extends AsyncDisposable, Readonly<Recorder> {
  readonly port: number;
  /** Everything heard on any connection, one character a byte. */
  heard(): string;
  /** Connections open right now. */
  openConnections(): number;
}

/** Starts an emulator of SQL Server 2022: TDS 7.4, and TDS 8 for whoever begins with TLS. */
export async function startSqlServerEmulator(options: SqlServerEmulatorOptions = {}): Promise<SqlServerEmulator> {
  const backend = backendOf(options);
  const { recorder } = backend;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    recorder.connections++;
    const { greeting, stall, reset } = options;
    if (reset === 'greeting') return void socket.destroy();
    const wire = recorded(socket, recorder);
    if (greeting !== undefined) wire.write(greeting);
    if (greeting !== undefined || stall === 'greeting') return void wire.resume();
    wire.once('readable', () => begin(wire, backend));
  });
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  return {
    get connections() {
      return recorder.connections;
    },
    get cancellations() {
      return recorder.cancellations;
    },
    logins: recorder.logins,
    statements: recorder.statements,
    settings: recorder.settings,
    bytes: recorder.bytes,
    port: (server.address() as AddressInfo).port,
    heard: () => Buffer.concat(recorder.bytes).toString('latin1'),
    openConnections: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The first byte tells TLS from TDS. */
function begin(wire: Duplex, backend: Backend): void {
  const first: Buffer | null = wire.read();
  if (!first) return;
  const { tls, encryption, stall } = backend.options;
  const isTls = isTlsRecord(first[0] ?? 0);
  if (encryption === 'strict' ? !isTls : isTls && !tls) return void wire.destroy();
  if (isTls && stall === 'tls') return void wire.resume();
  wire.unshift(first);
  if (!isTls) return void new Conversation(wire, backend, false);
  if (!tls) return;
  const secure = new TLSSocket(wire as Socket, { ...serverCertificate(tls), ALPNProtocols: ['tds/8.0'] });
  checkClient(secure, tls);
  secure.on('error', () => {});
  secure.once('close', () => wire.end());
  new Conversation(secure, backend, true);
}

function backendOf(options: SqlServerEmulatorOptions): Backend {
  const { database = sampleDatabase(), logins = [SAMPLE_LOGIN] } = options;
  const catalogues = new Map<LoginDefinition, Catalogue>();
  const names = new Set(['master', 'tempdb', 'model', 'msdb', database.name, ...(database.others ?? [])]);
  return {
    options,
    recorder: newRecorder(),
    findLogin: (name, password) =>
      logins.find((one) => one.name.toLowerCase() === name.toLowerCase() && one.password === password),
    hasDatabase: (name) => names.has(name),
    catalogueFor(login) {
      const catalogue = catalogues.get(login) ?? new Catalogue(database, login);
      catalogues.set(login, catalogue);
      return catalogue;
    },
  };
}
