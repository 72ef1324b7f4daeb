import type { Duplex } from 'node:stream';
import type { Backend } from './backend.ts';
import type { LoginDefinition } from './login-definition.ts';
import type { Point, SqlServerEmulatorOptions } from './options.ts';
import { type Login, readLogin7 } from './protocol/login7.ts';
import { MessageReader, PACKET, packets } from './protocol/packets.ts';
import { ENCRYPT, encryptionAsked, preloginReply } from './protocol/prelogin.ts';
import { type Rpc, readRpc } from './protocol/rpc.ts';
import { DONE, done, environment, error } from './protocol/tokens.ts';
import type { HeardLogin } from './recorder.ts';
import { loginRefused, loginReply } from './replies.ts';
import { ResultWriter } from './result-writer.ts';
import { Statements } from './statements.ts';
import { TlsInPrelogin } from './tls-in-prelogin.ts';

const FIRST_PACKET_SIZE = 4096;

/** One connection, from PRELOGIN to its end. `strict`: it is inside TLS already (TDS 8). */
export class Conversation {
  readonly #wire: Duplex;
  readonly #backend: Backend;
  readonly #strict: boolean;
  readonly #clear = new MessageReader((type, payload) => this.#message(type, payload));
  #out: Duplex;
  #packetSize = FIRST_PACKET_SIZE;
  #encryption: HeardLogin['encryption'] = 'none';
  #tls: TlsInPrelogin | null = null;
  #statements: Statements | null = null;
  #running: AbortController | null = null;

  constructor(wire: Duplex, backend: Backend, strict: boolean) {
    this.#wire = wire;
    this.#out = wire;
    this.#backend = backend;
    this.#strict = strict;
    if (strict) this.#encryption = 'strict';
    wire.on('data', (chunk: Buffer) => this.#careful(() => this.#hear(chunk)));
    wire.on('error', () => {});
    wire.on('close', () => this.#running?.abort());
  }

  /** What cannot be read ends the connection, not the emulator. */
  #careful(work: () => void): void {
    try {
      work();
    } catch {
      this.#wire.destroy();
    }
  }

  #hear(chunk: Buffer): void {
    // With `login` encryption everything after the login is in the clear again.
    const encrypted = this.#tls !== null && (this.#encryption === 'session' || this.#statements === null);
    const records = encrypted && this.#tls?.bare ? chunk : this.#clear.push(chunk, encrypted);
    if (records) this.#tls?.records(records);
  }

  /** Whether the conversation ends or falls silent here. */
  #fails(point: Point): boolean {
    const { stall, reset } = this.#backend.options;
    if (reset === point) this.#wire.destroy();
    return stall === point || reset === point;
  }

  #message(type: number, payload: Buffer): void {
    switch (type) {
      case PACKET.prelogin:
        if (this.#tls) this.#handshake(payload);
        else this.#prelogin(payload);
        break;
      case PACKET.login7:
        this.#login(readLogin7(payload));
        break;
      case PACKET.attention:
        this.#attention();
        break;
      case PACKET.batch:
        void this.#run(payload.toString('utf16le', payload.readUInt32LE(0)));
        break;
      case PACKET.rpc:
        void this.#run(readRpc(payload));
        break;
      case PACKET.transaction:
        this.#transaction(payload.readUInt16LE(payload.readUInt32LE(0)));
        break;
      default:
        throw new Error(`a packet of type ${type}`);
    }
  }

  #send(...tokens: Buffer[]): void {
    this.#out.write(packets(PACKET.result, Buffer.concat(tokens), this.#packetSize));
  }

  #prelogin(payload: Buffer): void {
    if (this.#fails('prelogin')) return;
    const { tls, encryption = tls ? 'on' : 'not-supported' } = this.#backend.options;
    const asked = encryptionAsked(payload);
    const reply = this.#strict ? ENCRYPT.notSupported : encryptionReply(encryption, asked);
    this.#wire.write(packets(PACKET.result, preloginReply(reply), this.#packetSize));
    const wanted = encryption === 'off' ? false : reply !== ENCRYPT.notSupported;
    if (this.#strict || !wanted || !tls) return;
    if (reply === ENCRYPT.off) this.#encryption = 'login';
    this.#tls = new TlsInPrelogin(this.#wire, tls);
    const inside = new MessageReader((type, message) => this.#message(type, message));
    this.#tls.socket.on('data', (chunk: Buffer) => this.#careful(() => void inside.push(chunk)));
    if (reply === ENCRYPT.off) return;
    this.#encryption = 'session';
    this.#out = this.#tls.socket;
  }

  #handshake(payload: Buffer): void {
    if (!this.#fails('tls')) this.#tls?.handshake(payload);
  }

  #login(login: Login): void {
    const { options, recorder } = this.#backend;
    recorder.logins.push({ ...login, encryption: this.#encryption });
    if (this.#fails('login')) return;
    const outcome = options.onLogin?.(login);
    const database = login.database || 'master';
    const known = this.#backend.findLogin(login.username, login.password);
    if (outcome && 'errors' in outcome) this.#refuse(outcome.errors.map((one) => error(one)));
    else if (outcome && 'route' in outcome) this.#route(login, outcome.route);
    else if (!known || login.sspi > 0) this.#refuse(loginRefused(login.username));
    else if (!this.#backend.hasDatabase(database)) this.#refuse(loginRefused(login.username, database));
    else if (this.#fails('login-reply')) this.#halfReply(login, database);
    else this.#accept(login, known, database, outcome?.tokens ?? Buffer.alloc(0));
  }

  #route(login: Login, { host, port }: { host: string; port: number }): void {
    this.#send(loginReply(login, 'master', [environment.routing(host, port)]));
  }

  #accept(login: Login, known: LoginDefinition, database: string, extra: Buffer): void {
    const size = Math.min(Math.max(login.packetSize, 512), 32_767);
    this.#statements = new Statements(login, this.#backend.catalogueFor(known), this.#backend);
    this.#send(loginReply(login, database, [extra, environment.packetSize(size, FIRST_PACKET_SIZE)]));
    this.#packetSize = size;
  }

  #refuse(errors: Buffer[]): void {
    this.#send(...errors, done(DONE.error));
    setImmediate(() => this.#wire.end());
  }

  /** A whole packet of a message that never ends. */
  #halfReply(login: Login, database: string): void {
    if (this.#wire.destroyed) return;
    const reply = packets(PACKET.result, loginReply(login, database), this.#packetSize);
    reply[1] = 0;
    this.#out.write(reply);
  }

  /** The running request is ended first; the acknowledgement is a message of its own. */
  #attention(): void {
    this.#backend.recorder.cancellations++;
    if (this.#running) {
      this.#running.abort();
      this.#running = null;
      this.#send(done(DONE.error));
    }
    this.#send(done(DONE.attention));
  }

  #transaction(kind: number): void {
    const id = Buffer.from('0100000000000000', 'hex');
    this.#send(environment.transaction(kind === 5 ? 8 : kind === 7 ? 9 : 10, id), done(DONE.final));
  }

  async #run(request: string | Rpc): Promise<void> {
    const statements = this.#statements;
    if (!statements) return void this.#wire.destroy();
    if (this.#fails(statements.count === 0 ? 'session' : 'query')) return;
    const running = new AbortController();
    this.#running = running;
    const { answers, epilogue } = await statements.answer(request, running.signal);
    if (running.signal.aborted) return;
    const writer = new ResultWriter(this.#out, this.#packetSize, running.signal);
    await writer.write(answers, { call: typeof request !== 'string', epilogue });
    if (this.#running === running) this.#running = null;
  }
}

function encryptionReply(mode: NonNullable<SqlServerEmulatorOptions['encryption']>, asked: number): number {
  switch (mode) {
    case 'not-supported':
    case 'strict':
      return ENCRYPT.notSupported;
    case 'off':
      return ENCRYPT.off;
    case 'required':
      return ENCRYPT.required;
    case 'on':
      return asked === ENCRYPT.required ? ENCRYPT.on : asked;
  }
}
