import { write, writeSync } from 'node:fs';
import type { DestinationStream } from 'pino';

const BUFFER_LENGTH = 4096;
const FLUSH_MS = 500;
const AGAIN_MS = 100;

/**
 * Standard output in larger pieces: a write for each line would cost a busy server more than the lines are worth. Whoever
 * reads it may be gone: then what is left is nobody's, and holds neither the server nor its end (the log library's own
 * would try its last lines for ever).
 */
export function bufferedOutput(fd = 1): DestinationStream {
  let waiting = '';
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
    });
  };
  const flush = () => {
    if (isWriting || waiting === '') return;
    const piece = Buffer.from(waiting);
    waiting = '';
    isWriting = true;
    put(piece);
  };
  setInterval(flush, FLUSH_MS).unref();
  process.once('exit', () => {
    if (isGone || waiting === '') return;
    try {
      writeSync(fd, waiting);
    } catch {
      // There is nobody left to tell.
    }
  });
  return {
    write(line) {
      if (isGone) return;
      waiting += line;
      if (waiting.length >= BUFFER_LENGTH) flush();
    },
  };
}
