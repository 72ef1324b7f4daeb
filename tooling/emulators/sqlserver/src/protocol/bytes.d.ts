/** Little-endian numbers and counted strings, as TDS writes them ([MS-TDS] 2.2.5.1). */
export declare const byte: (...values: number[]) => Buffer;
export declare function uint16(value: number): Buffer;
export declare function uint32(value: number): Buffer;
export declare function uint64(value: bigint | number): Buffer;
export declare const ucs2: (text: string) => Buffer;
/** B_VARCHAR: the length in characters is one byte. */
export declare const byteString: (text: string) => Buffer;
/** US_VARCHAR: the length in characters is two bytes. */
export declare const shortString: (text: string) => Buffer;
