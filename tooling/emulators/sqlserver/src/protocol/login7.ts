/** What a client says of itself, [MS-TDS] 2.2.6.4; the password as it was typed. */
export interface Login {
  tdsVersion: number;
  packetSize: number;
  hostname: string;
  username: string;
  password: string;
  application: string;
  server: string;
  library: string;
  database: string;
  readOnlyIntent: boolean;
  /** Length of the SSPI blob: anything but 0 is an attempt at Windows authentication. */
  sspi: number;
  /** Ids of the feature extensions asked for: 2 is federated authentication, 10 UTF-8. */
  features: number[];
}

export function readLogin7(payload: Buffer): Login {
  const text = (at: number) => bytesAt(payload, at).toString('utf16le');
  return {
    tdsVersion: payload.readUInt32LE(4),
    packetSize: payload.readUInt32LE(8),
    hostname: text(36),
    username: text(40),
    password: clearPassword(bytesAt(payload, 44)),
    application: text(48),
    server: text(52),
    library: text(60),
    database: text(68),
    readOnlyIntent: ((payload[26] ?? 0) & 0x20) !== 0,
    sspi: payload.readUInt16LE(80),
    features: featuresOf(payload),
  };
}

/** Offset and length (in characters) stand at `at`. */
function bytesAt(payload: Buffer, at: number): Buffer {
  const offset = payload.readUInt16LE(at);
  return payload.subarray(offset, offset + payload.readUInt16LE(at + 2) * 2);
}

/** The obfuscation of LOGIN7: nibbles swapped, then XOR 0xA5. Whoever listens can undo it. */
function clearPassword(bytes: Buffer): string {
  const clear = bytes.map((value) => {
    const plain = value ^ 0xa5;
    return ((plain & 0x0f) << 4) | (plain >> 4);
  });
  return Buffer.from(clear).toString('utf16le');
}

/** A password as it travels in LOGIN7: what must not be heard without TLS. */
export function obfuscatedPassword(password: string): Buffer {
  const bytes = Buffer.from(password, 'utf16le');
  return Buffer.from(bytes.map((value) => (((value & 0x0f) << 4) | (value >> 4)) ^ 0xa5));
}

function featuresOf(payload: Buffer): number[] {
  const features: number[] = [];
  if (((payload[27] ?? 0) & 0x10) === 0) return features;
  let at = payload.readUInt32LE(payload.readUInt16LE(56));
  for (let id = payload[at]; id !== undefined && id !== 0xff; id = payload[at]) {
    features.push(id);
    at += 5 + payload.readUInt32LE(at + 1);
  }
  return features;
}
