/** Just enough of DER (X.690) to write certificates: every value is a tag, a length and a content. */
export function der(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

export const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
export const utf8 = (text: string) => der(0x0c, Buffer.from(text));
export const bitString = (bytes: Uint8Array) => der(0x03, Buffer.from([0]), bytes);
export const octetString = (...parts: Uint8Array[]) => der(0x04, ...parts);
export const explicit = (tag: number, ...parts: Uint8Array[]) => der(0xa0 | tag, ...parts);

/** A positive integer from its big-endian bytes. */
export function integer(bytes: Uint8Array): Uint8Array {
  return der(0x02, (bytes[0] ?? 0) > 0x7f ? Buffer.from([0]) : new Uint8Array(), bytes);
}

export function objectId(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** GeneralizedTime in UTC, whole seconds. */
export function time(at: Date): Uint8Array {
  return der(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]|\..*$/g, '')}Z`));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x100) return Buffer.from([0x81, length]);
  return Buffer.from([0x82, length >> 8, length & 0xff]);
}
