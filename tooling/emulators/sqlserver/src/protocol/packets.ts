/** Packet types, [MS-TDS] 2.2.3.1.1. */
export const PACKET = {
  batch: 0x01,
  rpc: 0x03,
  result: 0x04,
  attention: 0x06,
  transaction: 0x0e,
  login7: 0x10,
  prelogin: 0x12,
} as const;

export const HEADER = 8;
const LAST = 0x01;
/** TLS records begin with one of 20 to 23; no packet type does. */
export const isTlsRecord = (first: number) => first >= 0x14 && first <= 0x17;

/** One packet; `last` ends the message. */
export function packet(type: number, payload: Buffer, last = true, id = 1): Buffer {
  const header = Buffer.alloc(HEADER);
  header[0] = type;
  header[1] = last ? LAST : 0;
  header.writeUInt16BE(HEADER + payload.length, 2);
  header[6] = id & 0xff;
  return Buffer.concat([header, payload]);
}

/** A message, cut into as many packets as it takes. */
export function packets(type: number, payload: Buffer, size: number): Buffer {
  const room = size - HEADER;
  const parts: Buffer[] = [];
  for (let at = 0; at === 0 || at < payload.length; at += room) {
    parts.push(packet(type, payload.subarray(at, at + room), at + room >= payload.length, parts.length + 1));
  }
  return Buffer.concat(parts);
}

/** Puts messages together from what comes in. */
export class MessageReader {
  readonly #onMessage: (type: number, payload: Buffer) => void;
  #buffer: Buffer = Buffer.alloc(0);
  #parts: Buffer[] = [];

  constructor(onMessage: (type: number, payload: Buffer) => void) {
    this.#onMessage = onMessage;
  }

  /** Answers what is no packet but the beginning of bare TLS, where that is to be expected. Throws for nonsense. */
  push(chunk: Buffer, tlsExpected = false): Buffer | null {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const first = this.#buffer[0];
      if (tlsExpected && first !== undefined && isTlsRecord(first)) {
        const rest = this.#buffer;
        this.#buffer = Buffer.alloc(0);
        return rest;
      }
      if (this.#buffer.length < HEADER) return null;
      const length = this.#buffer.readUInt16BE(2);
      if (length < HEADER) throw new Error('not a TDS packet');
      if (this.#buffer.length < length) return null;
      this.#take(length);
    }
  }

  #take(length: number): void {
    const type = this.#buffer[0] ?? 0;
    const last = ((this.#buffer[1] ?? 0) & LAST) !== 0;
    this.#parts.push(this.#buffer.subarray(HEADER, length));
    this.#buffer = this.#buffer.subarray(length);
    if (!last) return;
    const payload = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#onMessage(type, payload);
  }
}
