import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { StageFailure } from '../stages/stage-failure.ts';

/** Most bytes of one answer, unpacked: many times the largest honest one, and far from the memory limit. */
const MAX_BYTES = 24 * 1024 * 1024;

const UNPACKERS: Record<string, (() => Transform) | undefined> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Counts an answer on its way to whoever reads it, who would take all there is. A packed one is unpacked here: it was
 * not asked for, and may be a thousand times larger than what comes over the wire.
 */
export function watchBody(response: IncomingMessage, onFailure: (failure: StageFailure) => void): void {
  const push = response.push.bind(response);
  let bytes = 0;
  const admit = (chunk: Uint8Array | null): boolean => {
    bytes += chunk?.length ?? 0;
    if (bytes <= MAX_BYTES) return push(chunk);
    const failure = tooMuch();
    onFailure(failure);
    response.destroy(failure);
    return false;
  };
  const unpacker = UNPACKERS[response.headers['content-encoding'] ?? '']?.();
  if (!unpacker) {
    response.push = admit;
    return;
  }
  delete response.headers['content-encoding'];
  delete response.headers['content-length'];
  unpacker.on('data', (chunk: Uint8Array) => {
    if (bytes > MAX_BYTES) unpacker.destroy();
    else admit(chunk);
  });
  unpacker.once('end', () => push(null));
  unpacker.once('error', (error) => response.destroy(error));
  response.push = (chunk: Uint8Array | null) => {
    if (chunk === null) unpacker.end();
    else unpacker.write(chunk);
    return true;
  };
}

function tooMuch(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The server sent more than an answer can hold',
    'Ask the owner of the connection what the server is; narrow the request down if it is the right one',
  );
}
