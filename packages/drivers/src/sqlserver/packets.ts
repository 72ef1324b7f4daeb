/** What of [MS-TDS] has to be known to look at a conversation from outside. */
export const PACKET = { result: 0x04, login7: 0x10, prelogin: 0x12 } as const;

export const HEADER = 8;
const LAST = 0x01;
/** Messages of the handshake are far smaller; so is any packet before the login has raised the limit. */
const FIRST_PACKET_SIZE = 4096;

/** One message of at most a packet's size, or of as many packets as it takes. */
export function packets(type: number, payload: Buffer): Buffer {
  const room = FIRST_PACKET_SIZE - HEADER;
  const parts: Buffer[] = [];
  for (let at = 0; at === 0 || at < payload.length; at += room) {
    const chunk = payload.subarray(at, at + room);
    const header = Buffer.alloc(HEADER);
    header[0] = type;
    header[1] = at + room >= payload.length ? LAST : 0;
    header.writeUInt16BE(HEADER + chunk.length, 2);
    header[6] = (parts.length / 2 + 1) & 0xff;
    parts.push(header, chunk);
  }
  return Buffer.concat(parts);
}

export interface PacketHead {
  type: number;
  last: boolean;
  /** Header included. */
  length: number;
}

/** Null while the header is not complete. */
export function packetHead(bytes: Buffer): PacketHead | null {
  if (bytes.length < HEADER) return null;
  return { type: bytes.readUInt8(0), last: (bytes.readUInt8(1) & LAST) !== 0, length: bytes.readUInt16BE(2) };
}
