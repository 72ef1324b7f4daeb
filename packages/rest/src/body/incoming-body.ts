import { AppError } from '@portolan/router';

/** How much of a body that nobody wants is read, and for how long, so that whoever sends it gets their answer. */
const DISCARD_BYTES = 4 * 1024 * 1024;
const DISCARD_MS = 2_000;

interface Incoming {
  reader: ReadableStreamDefaultReader<Uint8Array> | null;
  taken: number;
}

const known = new WeakMap<Request, Incoming>();

/** The body of a request as bytes, once. Throws PAYLOAD_TOO_LARGE as soon as it is larger than `most`. */
export async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  const incoming = incomingOf(request);
  const pieces: Uint8Array[] = [];
  for (let size = 0; incoming.reader; ) {
    const piece = await next(incoming);
    if (!piece) break;
    size += piece.byteLength;
    if (size > most) throw tooLarge(most);
    pieces.push(piece);
  }
  return joined(pieces);
}

/**
 * Reads on what nobody has read, within bounds, and answers whether that was all of it. A socket that is closed while its
 * peer still sends breaks there before the answer is seen.
 */
export async function discardRest(request: Request): Promise<boolean> {
  const incoming = incomingOf(request);
  if (!incoming.reader) return true;
  let isLate = false;
  let late: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    late = setTimeout(() => {
      isLate = true;
      resolve(false);
    }, DISCARD_MS);
  });
  const toTheEnd = async () => {
    while (incoming.reader && !isLate && incoming.taken <= DISCARD_BYTES) await next(incoming).catch(() => null);
    return incoming.reader === null;
  };
  return Promise.race([toTheEnd(), timeout]).finally(() => clearTimeout(late));
}

export function tooLarge(most: number): AppError {
  const size = most >= 1024 * 1024 ? `${most / 1024 / 1024} MiB` : `${most / 1024} KiB`;
  return new AppError('PAYLOAD_TOO_LARGE', `The body is larger than ${size}`);
}

function incomingOf(request: Request): Incoming {
  const incoming = known.get(request) ?? { reader: request.body?.getReader() ?? null, taken: 0 };
  known.set(request, incoming);
  return incoming;
}

/** The next piece; null at the end. Half a body is none: a sender that has gone meant something else. */
async function next(incoming: Incoming): Promise<Uint8Array | null> {
  const { reader } = incoming;
  if (!reader) return null;
  const { done, value } = await reader.read().catch(() => {
    incoming.reader = null;
    throw new AppError('VALIDATION_ERROR', 'The body broke off');
  });
  if (done) incoming.reader = null;
  incoming.taken += value?.byteLength ?? 0;
  return value ?? null;
}

function joined(pieces: Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0] as Uint8Array;
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
