import { byte, uint16, uint32, uint64 } from './bytes.ts';

/** How the type of a column is told, and how its values are written: [MS-TDS] 2.2.5.4 and 2.2.5.5. */
export interface TypeCodec {
  info: Buffer;
  null: Buffer;
  write(value: unknown): Buffer;
}

export const NO_LENGTH = byte(0);
export const SHORT_NULL = uint16(0xffff);
export const PARTIAL_NULL = Buffer.alloc(8, 0xff);

/** A value behind its length in one byte. */
export function fixed(length: number, fill: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(1 + length);
  bytes[0] = length;
  fill(bytes);
  return bytes;
}

/** A value behind its length in two bytes. */
export const counted = (bytes: Buffer) => Buffer.concat([uint16(bytes.length), bytes]);

/** A value of unbounded length: its total, then chunks, then an empty chunk. */
export const partial = (bytes: Buffer) =>
  Buffer.concat([uint64(bytes.length), ...(bytes.length > 0 ? [uint32(bytes.length), bytes] : []), uint32(0)]);
