import type { Duplex } from 'node:stream';
import { wrongService } from '../diagnosis/wrong-service.ts';
import { tlsFailure } from '../network/tls-failure.ts';
import { HEADER, PACKET, packetHead, packets } from './packets.ts';
import { encryptionAnswered, preloginMessage } from './prelogin.ts';

/** A PRELOGIN answer has some sixty bytes; what is longer than this is none. */
const MAX_ANSWER = 2048;
/** A TLS alert: the server speaks nothing but TLS. */
const ALERT = 0x15;

/** How a server answers PRELOGIN: with a value of ENCRYPTION, or not at all. */
export type PreloginAnswer = { encryption: number } | 'closed' | 'alert';

/** Says PRELOGIN, which holds no secret, and reads the answer to its last byte. Rejects for another protocol. */
export function askPrelogin(wire: Duplex, encryption: number): Promise<PreloginAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<PreloginAnswer>();
  let heard: Buffer = Buffer.alloc(0);
  const onEnd = () => (heard.length === 0 ? resolve('closed') : reject(strange()));
  const onData = (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk]);
    const verdict = read(heard);
    if (verdict === null) return;
    // Nothing may be lost in between: what follows belongs to whoever listens next.
    wire.pause();
    stop();
    if (verdict instanceof Error) reject(verdict);
    else resolve(verdict);
  };
  // With TLS 1.3 a server refuses the client's certificate after the handshake.
  const onError = (error: NodeJS.ErrnoException) => {
    if (error.code?.startsWith('ERR_SSL')) reject(tlsFailure(error, true));
  };
  const stop = () => {
    wire.off('error', onError);
    wire.off('data', onData);
    wire.off('end', onEnd);
    wire.off('close', onEnd);
  };
  wire.on('error', onError);
  wire.on('data', onData);
  wire.once('end', onEnd);
  wire.once('close', onEnd);
  wire.resume();
  wire.write(packets(PACKET.prelogin, preloginMessage(encryption)));
  return promise;
}

/** Null while more has to come. */
function read(heard: Buffer): PreloginAnswer | Error | null {
  if (heard[0] === ALERT) return 'alert';
  if (heard[0] !== PACKET.result) return strange();
  const head = packetHead(heard);
  if (!head) return null;
  if (!head.last || head.length < HEADER || head.length > MAX_ANSWER) return strange();
  if (heard.length < head.length) return null;
  // Whatever comes behind was not asked for.
  if (heard.length > head.length) return strange();
  const encryption = encryptionAnswered(heard.subarray(HEADER, head.length));
  return encryption === null ? strange() : { encryption };
}

const strange = () => wrongService('The server does not speak the protocol of SQL Server');
