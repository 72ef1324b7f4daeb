/** Values of the ENCRYPTION option, [MS-TDS] 2.2.6.5. */
export const ENCRYPT = { off: 0, on: 1, notSupported: 2, required: 3 } as const;

const VERSION = 0x00;
const ENCRYPTION = 0x01;
const TERMINATOR = 0xff;
const OPTION = 5;

/** The first message of either side: version, encryption, instance, thread and no MARS. */
export function preloginMessage(encryption: number): Buffer {
  const options: [number, Buffer][] = [
    [VERSION, Buffer.from([1, 0, 0, 0, 0, 0])],
    [ENCRYPTION, Buffer.from([encryption])],
    [0x02, Buffer.from([0])],
    [0x03, Buffer.alloc(4)],
    [0x04, Buffer.from([0])],
  ];
  const heads = Buffer.alloc(options.length * OPTION + 1, TERMINATOR);
  let at = heads.length;
  options.forEach(([token, data], index) => {
    heads[index * OPTION] = token;
    heads.writeUInt16BE(at, index * OPTION + 1);
    heads.writeUInt16BE(data.length, index * OPTION + 3);
    at += data.length;
  });
  return Buffer.concat([heads, ...options.map(([, data]) => data)]);
}

/**
 * What a server answers about encryption. Null for what is no answer of a SQL Server: every option must lie behind the
 * list of them, the version comes first, and encryption is said exactly once.
 */
export function encryptionAnswered(payload: Buffer): number | null {
  if (payload[0] !== VERSION) return null;
  const found: Buffer[] = [];
  let at = 0;
  for (; payload[at] !== TERMINATOR; at += OPTION) {
    if (at + OPTION > payload.length) return null;
    if (payload[at] !== ENCRYPTION) continue;
    const offset = payload.readUInt16BE(at + 1);
    found.push(payload.subarray(offset, offset + payload.readUInt16BE(at + 3)));
    if (offset < at + OPTION) return null;
  }
  const [encryption] = found;
  const value = found.length === 1 && encryption?.length === 1 ? encryption[0] : undefined;
  return value !== undefined && value <= ENCRYPT.required ? value : null;
}
