import { type Bytes, MAX_ANSWER_BYTES, MAX_LINE_BYTES } from '../wire/index.ts';
import { HostTrouble } from './host-trouble.ts';

const NEWLINE = 0x0a;

/** The lines of an answer, without their ends. Throws `HostTrouble` where they are too long, too many, or cut. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Bytes, void> {
  let pieces: Uint8Array[] = [];
  let [size, total] = [0, 0];
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > MAX_ANSWER_BYTES) throw new HostTrouble('endless');
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      pieces.push(chunk.subarray(from, end));
      yield joined(pieces, size + end - from);
      [pieces, size, from] = [[], 0, end + 1];
    }
    if (from === chunk.length) continue;
    pieces.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > MAX_LINE_BYTES) throw new HostTrouble('endless');
  }
  if (size > 0) throw new HostTrouble('broken');
}

function joined(pieces: readonly Uint8Array[], size: number): Bytes {
  const line = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    line.set(piece, at);
    at += piece.length;
  }
  return line;
}
