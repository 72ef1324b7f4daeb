import { byte } from './bytes.ts';

/** Values of the ENCRYPTION option, [MS-TDS] 2.2.6.5. */
export const ENCRYPT = { off: 0, on: 1, notSupported: 2, required: 3 } as const;

const VERSION = 0x00;
const ENCRYPTION = 0x01;
const TERMINATOR = 0xff;

/** A PRELOGIN message; `options` by token. */
export function preloginMessage(options: [token: number, data: Buffer][]): Buffer {
  const heads: Buffer[] = [];
  let at = options.length * 5 + 1;
  for (const [token, data] of options) {
    const head = Buffer.alloc(5);
    head[0] = token;
    head.writeUInt16BE(at, 1);
    head.writeUInt16BE(data.length, 3);
    heads.push(head);
    at += data.length;
  }
  return Buffer.concat([...heads, byte(TERMINATOR), ...options.map(([, data]) => data)]);
}

/** What SQL Server 2022 answers: version, encryption, instance, thread and MARS. */
export function preloginReply(encryption: number): Buffer {
  return preloginMessage([
    [VERSION, byte(16, 0, 0x10, 0x27, 0, 0)],
    [ENCRYPTION, byte(encryption)],
    [0x02, byte(0)],
    [0x03, Buffer.alloc(0)],
    [0x04, byte(0)],
  ]);
}

/** What a client wants; no option means that it cannot encrypt. */
export function encryptionAsked(prelogin: Buffer): number {
  for (let at = 0; at + 5 <= prelogin.length && prelogin[at] !== TERMINATOR; at += 5) {
    if (prelogin[at] === ENCRYPTION) return prelogin[prelogin.readUInt16BE(at + 1)] ?? ENCRYPT.notSupported;
  }
  return ENCRYPT.notSupported;
}
