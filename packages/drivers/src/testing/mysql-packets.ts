/** Just enough of the MySQL protocol to play a server. A packet is a length (3), a sequence number (1) and a body. */
export function packet(sequence: number, ...parts: (string | number[] | Uint8Array)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
  const header = Buffer.alloc(4);
  header.writeUIntLE(body.length, 0, 3);
  header[3] = sequence;
  return Buffer.concat([header, body]);
}

export const CHALLENGE = 'abcdefghijklmnopqrst';

/** The greeting of a server; with TLS it offers CLIENT_SSL. */
export function greetingPacket({ version = '8.4.0', plugin = 'caching_sha2_password', tls = false } = {}): Buffer {
  const [first, rest] = [CHALLENGE.slice(0, 8), CHALLENGE.slice(8)];
  const fixed = [0xff, tls ? 0xff : 0xf7, 45, 2, 0, 0xff, 0xdf, 21];
  const tail = [Buffer.alloc(10), `${rest}\0`, `${plugin}\0`];
  return packet(0, `\n${version}\0`, [1, 0, 0, 0], `${first}\0`, fixed, ...tail);
}

export const ok = (sequence: number) => packet(sequence, [0, 0, 0, 2, 0, 0, 0]);
export const authSwitch = (sequence: number, plugin: string) =>
  packet(sequence, [0xfe], `${plugin}\0`, `${CHALLENGE}\0`);

export function errorPacket(sequence: number, errno: number, text: string): Buffer {
  return packet(sequence, [0xff, errno & 255, errno >> 8], `#HY000${text}`);
}

const lengthCoded = (text: string) => Buffer.concat([Buffer.from([Buffer.byteLength(text)]), Buffer.from(text)]);

/**
 * The head of a result: how many columns, and what they are. A name that begins with `#` is of bytes, the others of
 * text. Its last sequence number is columns + 2.
 */
export function columnPackets(...names: string[]): Buffer {
  const definitions = names.map((name, index) =>
    packet(...([index + 2, ...['def', '', '', '', name, name].map(lengthCoded)] as const), [
      12,
      name.startsWith('#') ? 63 : 45,
      0,
      0,
      1,
      0,
      0,
      253,
      0,
      0,
      0,
      0,
      0,
    ]),
  );
  return Buffer.concat([packet(1, [names.length]), ...definitions, endOfRows(names.length + 2)]);
}

export const rowPacket = (sequence: number, ...cells: string[]) => packet(sequence & 255, ...cells.map(lengthCoded));
export const endOfRows = (sequence: number) => packet(sequence & 255, [0xfe, 0, 0, 2, 0]);

/** One column and one row. */
export const answerPackets = (name: string, value: string) =>
  Buffer.concat([columnPackets(name), rowPacket(4, value), endOfRows(5)]);
