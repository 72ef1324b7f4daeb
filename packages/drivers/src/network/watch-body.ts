import type { IncomingMessage } from 'node:http';
import { pipeline, Writable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { StageFailure } from '../diagnosis/stage-failure.ts';

/** Most bytes of one answer, decompressed: many times the largest honest one, and far from the memory limit. */
const MAX_BYTES = 24 * 1024 * 1024;

const INFLATERS: Record<string, (() => NodeJS.ReadWriteStream) | undefined> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Counts an answer that somebody else reads, as large as it is when unpacked, and says when it is too much. */
export function watchBody(response: IncomingMessage, onFailure: (failure: StageFailure) => void): void {
  let bytes = 0;
  const count = (chunk: Uint8Array) => {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) onFailure(tooMuch());
  };
  const inflate = INFLATERS[response.headers['content-encoding'] ?? ''];
  if (!inflate) {
    response.on('data', count);
    return;
  }
  const sink = new Writable({
    write(chunk: Uint8Array, _, done) {
      count(chunk);
      done();
    },
  });
  // What cannot be unpacked is told by the one who reads it.
  pipeline(response, inflate(), sink, () => {});
}

function tooMuch(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The server sent more than an answer can hold',
    'Ask the owner of the connection what the server is; narrow the request down if it is the right one',
  );
}
