import type { Socket } from 'node:net';
import { wrongService } from '../diagnosis/wrong-service.ts';
import type { ServerError } from './server-failure.ts';

/** What a server says before anything is sent to it. */
export interface Greeting {
  /** The packets as they came, for the client library. */
  bytes: Buffer;
  offersTls: boolean;
}

const HEADER = 4;
/** Ten times an honest greeting. */
const MAX_LENGTH = 1024;
const PROTOCOL_10 = 10;
const ERROR = 0xff;
/** Capability flags: CLIENT_PROTOCOL_41, CLIENT_SSL. */
const SPEAKS_41 = 0x0200;
const SSL = 0x0800;

/**
 * Reads the greeting (protocol version 10). Rejects with the error the server sends in its place, or WRONG_SERVICE.
 * The socket is paused then: what comes next is for whoever takes it over.
 */
export function readGreeting(socket: Socket): Promise<Greeting> {
  const { promise, resolve, reject } = Promise.withResolvers<Greeting>();
  let received = Buffer.alloc(0);
  const onData = (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    try {
      const greeting = parse(received);
      if (greeting) finish(() => resolve(greeting));
    } catch (error) {
      finish(() => reject(error));
    }
  };
  const onClose = () => finish(() => reject(wrongService('The server closed the connection without a greeting')));
  const finish = (settle: () => void) => {
    socket.off('data', onData);
    socket.off('close', onClose);
    socket.pause();
    settle();
  };
  socket.on('data', onData);
  socket.once('close', onClose);
  return promise;
}

/** Null while it is not all there. */
function parse(bytes: Buffer): Greeting | null {
  const first = bytes[HEADER];
  if (bytes.length >= HEADER) {
    const length = bytes.readUIntLE(0, 3);
    if (length > MAX_LENGTH || bytes[3] !== 0) throw notMysql();
    if (first !== undefined && first !== PROTOCOL_10 && first !== ERROR) throw notMysql();
    if (bytes.length < HEADER + length) return null;
    // A server that waits for an answer says no more: what lies behind would be slipped into an encrypted stream.
    if (bytes.length > HEADER + length) return saidBehind(bytes.subarray(HEADER + length));
    const body = bytes.subarray(HEADER);
    if (first === ERROR) throw errorIn(body);
    return { bytes, offersTls: capabilitiesOf(body) };
  }
  // A banner may be shorter than a header, and be all there is.
  if (/^[A-Z\d]{2}/.test(bytes.toString('latin1'))) throw notMysql();
  return null;
}

/** A server that cannot bear what a proxy has sent before us greets and refuses in one go. Null while more must come. */
function saidBehind(bytes: Buffer): null {
  const length = bytes.length >= HEADER ? bytes.readUIntLE(0, 3) : 1;
  if (length > MAX_LENGTH || (bytes[HEADER] ?? ERROR) !== ERROR) throw notMysql();
  if (bytes.length >= HEADER + length) throw errorIn(bytes.subarray(HEADER, HEADER + length));
  return null;
}

/** Version, thread id (4), first half of the challenge (8), a filler (1), then the lower half of the capabilities. */
function capabilitiesOf(body: Buffer): boolean {
  const versionEnd = body.indexOf(0, 1);
  const at = versionEnd + 14;
  if (versionEnd < 2 || at + 2 > body.length) throw notMysql();
  const capabilities = body.readUInt16LE(at);
  if ((capabilities & SPEAKS_41) === 0) throw notMysql();
  return (capabilities & SSL) !== 0;
}

/** An error packet before the login carries no SQL state. */
function errorIn(body: Buffer): Error {
  if (body.length < 4) return notMysql();
  const text = body.toString('utf8', 3).replace(/^#.{5}/, '');
  const error: ServerError = Object.assign(new Error(text), { errno: body.readUInt16LE(1) });
  return error;
}

const notMysql = () => wrongService('The server does not greet as MySQL and MariaDB do');
