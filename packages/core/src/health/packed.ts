const PLAIN = 0;
const RUNS = 1;
const LONGEST = 255;

/** Bytes as they are kept: as runs, each a value and how often it comes, where that is shorter. The first byte says which. */
export function pack(bytes: Uint8Array): Uint8Array {
  const runs: number[] = [RUNS];
  for (let at = 0; at < bytes.length; ) {
    let length = 1;
    while (length < LONGEST && at + length < bytes.length && bytes[at + length] === bytes[at]) length++;
    runs.push(bytes[at] ?? 0, length);
    at += length;
  }
  return runs.length <= bytes.length ? Uint8Array.from(runs) : Uint8Array.from([PLAIN, ...bytes]);
}

export function unpack([kind, ...packed]: Uint8Array): Uint8Array {
  if (kind !== RUNS) return Uint8Array.from(packed);
  const bytes: number[] = [];
  for (let at = 0; at < packed.length; at += 2) {
    for (let left = packed[at + 1] ?? 0; left > 0; left--) bytes.push(packed[at] ?? 0);
  }
  return Uint8Array.from(bytes);
}
