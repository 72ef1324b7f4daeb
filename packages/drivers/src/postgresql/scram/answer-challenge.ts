import { createHash, createHmac, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { StageFailure } from '../../stages/stage-failure.ts';
import { saslPrep } from './sasl-prep.ts';

const derive = promisify(pbkdf2);

/** Nearly twice of what is recommended for a hash of passwords, and half a second of one thread. */
const MAX_ROUNDS = 1_000_000;

/** What is sent to a server, and what it has to prove with its last word. */
export interface Answer {
  response: string;
  serverSignature: string;
}

/**
 * Answers the challenge of SCRAM-SHA-256 (RFC 5802) without channel binding. `clientNonce` is what this side has sent,
 * `challenge` the first message of the server.
 */
export async function answerChallenge(clientNonce: string, challenge: string, password: string): Promise<Answer> {
  const { nonce, salt, rounds } = readChallenge(challenge);
  if (!nonce.startsWith(clientNonce) || nonce.length === clientNonce.length) {
    throw new Error('SASL: the nonce of the server does not continue that of the client');
  }
  if (rounds > MAX_ROUNDS) throw tooManyRounds();
  const withoutProof = `c=biws,r=${nonce}`;
  const all = `n=*,r=${clientNonce},${challenge},${withoutProof}`;
  const salted = await derive(saslPrep(password), salt, rounds, 32, 'sha256');
  const clientKey = hmac(salted, 'Client Key');
  const signature = hmac(createHash('sha256').update(clientKey).digest(), all);
  const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
  return {
    response: `${withoutProof},p=${proof.toString('base64')}`,
    serverSignature: hmac(hmac(salted, 'Server Key'), all).toString('base64'),
  };
}

function readChallenge(challenge: string): { nonce: string; salt: Buffer; rounds: number } {
  const [, nonce, salt, rounds] =
    /^r=([\x21-\x2b\x2d-\x7e]+),s=([A-Za-z\d+/]+={0,2}),i=([1-9]\d{0,9})(?:,|$)/.exec(challenge) ?? [];
  if (!nonce || !salt || !rounds) throw new Error('SASL: the challenge of the server cannot be read');
  return { nonce, salt: Buffer.from(salt, 'base64'), rounds: Number(rounds) };
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function tooManyRounds(): StageFailure {
  return new StageFailure(
    'AUTH_FAILED',
    'The server asks for more rounds of hashing than are done here',
    `Ask the DBA to set scram_iterations to at most ${MAX_ROUNDS} and to set the password of this login anew`,
    'auth',
  );
}
