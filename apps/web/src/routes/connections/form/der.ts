/** One value of DER, as far as a certificate needs it. */
export interface DerValue {
  tag: number;
  content: Uint8Array;
}

/** The values that stand one after the other in `bytes`; throws where they do not fit. */
export function readDer(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { start, length } = lengthAt(bytes, at + 1);
    if (start + length > bytes.length) throw new RangeError('The value is cut off');
    values.push({ tag: bytes[at] ?? 0, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return values;
}

function lengthAt(bytes: Uint8Array, at: number): { start: number; length: number } {
  const first = bytes[at];
  if (first === undefined) throw new RangeError('The value has no length');
  if (first < 0x80) return { start: at + 1, length: first };
  const count = first & 0x7f;
  const digits = bytes.subarray(at + 1, at + 1 + count);
  if (count === 0 || count > 3 || digits.length < count) throw new RangeError('The length cannot be read');
  return { start: at + 1 + count, length: digits.reduce((sum, digit) => sum * 256 + digit, 0) };
}
