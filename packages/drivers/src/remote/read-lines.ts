import { type Bytes, MAX_ANSWER_BYTES, MAX_LINE_BYTES } from '../wire/index.ts';
import { HostTrouble } from './host-trouble.ts';

const NEWLINE = 0x0a;
const FIRST_SIZE = 64 * 1024;

/**
 * The lines of an answer, without their ends: each is good until the next one is asked for, as all of them use the same
 * room. Throws `HostTrouble` where they are too long, too many, or cut.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Bytes, void> {
  let room = new Uint8Array(FIRST_SIZE);
  let [size, total] = [0, 0];
  const add = (piece: Uint8Array) => {
    if (size + piece.length > MAX_LINE_BYTES) throw new HostTrouble('endless');
    if (size + piece.length > room.length) room = grown(room, size + piece.length);
    room.set(piece, size);
    size += piece.length;
  };
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > MAX_ANSWER_BYTES) throw new HostTrouble('endless');
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, end));
      yield room.subarray(0, size);
      size = 0;
      from = end + 1;
    }
    add(chunk.subarray(from));
  }
  if (size > 0) throw new HostTrouble('broken');
}

function grown(room: Bytes, atLeast: number): Bytes {
  const larger = new Uint8Array(Math.max(room.length * 2, atLeast));
  larger.set(room);
  return larger;
}
