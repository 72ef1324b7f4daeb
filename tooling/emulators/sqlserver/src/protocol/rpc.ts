/** A parameter of a remote procedure call. */
export interface RpcParameter {
  name: string;
  value: unknown;
}

/** `procedure` by name, or by the number of a special one ([MS-TDS] 2.2.6.6): 10 is sp_executesql. */
export interface Rpc {
  procedure: string | number;
  parameters: RpcParameter[];
}

const MAX = 0xffff;

/** Reads a call. Throws for parameter types that no client of ours sends. */
export function readRpc(payload: Buffer): Rpc {
  const reader = new Reader(payload);
  reader.skip(payload.readUInt32LE(0));
  const length = reader.uint16();
  const procedure = length === MAX ? reader.uint16() : reader.text(length);
  reader.skip(2);
  const parameters: RpcParameter[] = [];
  while (!reader.atEnd) {
    const name = reader.text(reader.uint8());
    reader.skip(1);
    parameters.push({ name: name.replace(/^@/, ''), value: readValue(reader, reader.uint8()) });
  }
  return { procedure, parameters };
}

function readValue(reader: Reader, type: number): unknown {
  switch (type) {
    case 0xe7:
    case 0xef: {
      const max = reader.uint16();
      reader.skip(5);
      return reader.long(max === MAX)?.toString('utf16le') ?? null;
    }
    case 0xa7:
    case 0xaf: {
      const max = reader.uint16();
      reader.skip(5);
      return reader.long(max === MAX)?.toString('latin1') ?? null;
    }
    case 0xa5:
    case 0xad:
      return reader.long(reader.uint16() === MAX);
    case 0x26: {
      reader.skip(1);
      const bytes = reader.short();
      if (!bytes) return null;
      return bytes.length === 8 ? bytes.readBigInt64LE() : bytes.readIntLE(0, bytes.length);
    }
    case 0x68:
      reader.skip(1);
      return reader.short()?.[0] ?? null;
    case 0x6d: {
      reader.skip(1);
      const bytes = reader.short();
      return bytes && (bytes.length === 4 ? bytes.readFloatLE() : bytes.readDoubleLE());
    }
    default:
      throw new Error(`the emulator reads no parameters of type 0x${type.toString(16)}`);
  }
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  skip(count: number): void {
    this.#at += count;
  }

  take(count: number): Buffer {
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  uint8(): number {
    return this.take(1).readUInt8();
  }

  uint16(): number {
    return this.take(2).readUInt16LE();
  }

  text(characters: number): string {
    return this.take(characters * 2).toString('utf16le');
  }

  /** A value with one byte of length, 0 for NULL. */
  short(): Buffer | null {
    const length = this.uint8();
    return length === 0 ? null : this.take(length);
  }

  /** A value with two bytes of length, or in chunks. */
  long(chunked: boolean): Buffer | null {
    if (!chunked) {
      const length = this.uint16();
      return length === MAX ? null : this.take(length);
    }
    if (this.take(8).readBigUInt64LE() === 0xffffffffffffffffn) return null;
    const chunks: Buffer[] = [];
    for (let length = this.take(4).readUInt32LE(); length > 0; length = this.take(4).readUInt32LE()) {
      chunks.push(this.take(length));
    }
    return Buffer.concat(chunks);
  }
}
