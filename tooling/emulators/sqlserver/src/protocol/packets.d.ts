/** Packet types, [MS-TDS] 2.2.3.1.1. */
export declare const PACKET: {
    readonly batch: 1;
    readonly rpc: 3;
    readonly result: 4;
    readonly attention: 6;
    readonly transaction: 14;
    readonly login7: 16;
    readonly prelogin: 18;
};
export declare const HEADER = 8;
/** TLS records begin with one of 20 to 23; no packet type does. */
export declare const isTlsRecord: (first: number) => boolean;
/** One packet; `last` ends the message. */
export declare function packet(type: number, payload: Buffer, last?: boolean, id?: number): Buffer;
/** A message, cut into as many packets as it takes. */
export declare function packets(type: number, payload: Buffer, size: number): Buffer;
/** Puts messages together from what comes in. */
export declare class MessageReader {
    #private;
    constructor(onMessage: (type: number, payload: Buffer) => void);
    /** Answers what is no packet but the beginning of bare TLS, where that is to be expected. Throws for nonsense. */
    push(chunk: Buffer, tlsExpected?: boolean): Buffer | null;
}
