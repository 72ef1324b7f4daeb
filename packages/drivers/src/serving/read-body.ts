import { type Bytes, Refusal } from '../wire/index.ts';

/** The whole body, of at most so many bytes. Throws `Refusal`. */
export async function readBody(request: Request, max: number): Promise<Bytes> {
  const told = request.headers.get('content-length');
  if (Number(told ?? 0) > max) throw new Refusal('TOO_LARGE');
  // What says how long it is comes in one piece, and no longer than it says.
  if (told !== null) return new Uint8Array(await request.arrayBuffer());
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.length;
    if (size > max) throw new Refusal('TOO_LARGE');
    pieces.push(piece);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
