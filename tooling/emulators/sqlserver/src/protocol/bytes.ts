/** Little-endian numbers and counted strings, as TDS writes them ([MS-TDS] 2.2.5.1). */
export const byte = (...values: number[]): Buffer => Buffer.from(values);

export function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

export function uint64(value: bigint | number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)));
  return bytes;
}

export const ucs2 = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** B_VARCHAR: the length in characters is one byte. */
export const byteString = (text: string): Buffer => Buffer.concat([byte(text.length), ucs2(text)]);

/** US_VARCHAR: the length in characters is two bytes. */
export const shortString = (text: string): Buffer => Buffer.concat([uint16(text.length), ucs2(text)]);
