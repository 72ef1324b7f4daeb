/** SQL_Latin1_General_CP1_CI_AS. */
export declare const COLLATION: Buffer<ArrayBufferLike>;
/** An error as SQL Server numbers it; `class` 14 is a refused login, 16 a mistake of the user's. */
export interface ServerError {
    number: number;
    message: string;
    state?: number;
    class?: number;
}
export declare const error: (what: ServerError) => Buffer<ArrayBufferLike>;
export declare const info: (what: ServerError) => Buffer<ArrayBufferLike>;
/** ENVCHANGE, [MS-TDS] 2.2.7.9. */
export declare const environment: {
    database: (name: string) => Buffer<ArrayBuffer>;
    language: (name: string) => Buffer<ArrayBuffer>;
    packetSize: (now: number | string, before: number) => Buffer<ArrayBuffer>;
    collation: () => Buffer<ArrayBuffer>;
    /** Sends the client elsewhere, as a gateway of Azure does. */
    routing(host: string, port: number): Buffer;
    transaction: (type: 8 | 9 | 10, id: Buffer) => Buffer<ArrayBuffer>;
};
/** The version goes out as it came in. */
export declare function loginAck(tdsVersion?: number): Buffer;
export declare const utf8Acknowledged: () => Buffer<ArrayBuffer>;
export declare const DONE: {
    readonly final: 0;
    readonly more: 1;
    readonly error: 2;
    readonly count: 16;
    readonly attention: 32;
};
declare const DONE_TOKENS: {
    readonly batch: 253;
    readonly procedure: 254;
    readonly inProcedure: 255;
};
export declare function done(status: number, rows?: number, kind?: keyof typeof DONE_TOKENS): Buffer;
export declare const returnStatus: () => Buffer<ArrayBuffer>;
/** An output parameter of type int. */
export declare const returnInt: (name: string, value: number) => Buffer<ArrayBuffer>;
export {};
