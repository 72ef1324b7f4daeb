import { write, writeSync } from 'node:fs';
import type { DestinationStream } from 'pino';

const BUFFER_LENGTH = 3_600;
/** What is written to a pipe in one piece, though others write to it. */
const PIPE_LENGTH = 4_096;
const FLUSH_MS = 500;
const AGAIN_MS = 100;

/**
 * Standard output in larger pieces: a write for each line would cost a busy server more than the lines are worth. Whoever
 * reads it may be gone: then what is left is nobody's, and holds neither the server nor its end (the log library's own
 * would try its last lines for ever).
 */
export function bufferedOutput(fd = 1): DestinationStream {
  let waiting: string[] = [];
  let length = 0;
  let isWriting = false;
  let isGone = false;

  const put = (piece: Buffer) => {
    write(fd, piece, (error, written) => {
      if (error?.code === 'EAGAIN') {
        setTimeout(put, AGAIN_MS, piece);
        return;
      }
      if (error) isGone = true;
      else if (written < piece.length) return put(piece.subarray(written));
      isWriting = false;
      if (length >= BUFFER_LENGTH) flush();
    });
  };
  /** Whole lines, as many as a pipe takes in one go: those of other processes come before or after, not in between. */
  const take = (): Buffer => {
    let count = 1;
    let bytes = Buffer.byteLength(waiting[0] ?? '');
    for (; count < waiting.length; count++) {
      bytes += Buffer.byteLength(waiting[count] ?? '');
      if (bytes > PIPE_LENGTH) break;
    }
    const piece = waiting.slice(0, count).join('');
    waiting = waiting.slice(count);
    length -= piece.length;
    return Buffer.from(piece);
  };
  const flush = () => {
    if (isWriting || isGone || waiting.length === 0) return;
    isWriting = true;
    put(take());
  };
  setInterval(flush, FLUSH_MS).unref();
  process.once('exit', () => {
    if (isGone) return;
    try {
      while (waiting.length > 0) writeSync(fd, take());
    } catch {
      // There is nobody left to tell.
    }
  });
  return {
    write(line) {
      if (isGone) return;
      waiting.push(line);
      length += line.length;
      if (length >= BUFFER_LENGTH) flush();
    },
  };
}
