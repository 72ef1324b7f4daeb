/** The little of thrift's runtime that the emulator uses; the package brings no types. */
declare module 'thrift' {
  export class TBufferedTransport {
    constructor(buffer: undefined, onFlush: (bytes: Buffer) => void);
    static receiver(onMessage: (transport: TBufferedTransport) => void, seqId: number): (bytes: Buffer) => void;
  }
  export class TBinaryProtocol {
    constructor(transport: TBufferedTransport);
    readMessageBegin(): { fname: string };
  }
}

declare module 'node-int64' {
  class Int64 {
    constructor(value: number);
    toNumber(): number;
  }
  export = Int64;
}
