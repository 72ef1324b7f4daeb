/** Values of the ENCRYPTION option, [MS-TDS] 2.2.6.5. */
export declare const ENCRYPT: {
    readonly off: 0;
    readonly on: 1;
    readonly notSupported: 2;
    readonly required: 3;
};
/** A PRELOGIN message; `options` by token. */
export declare function preloginMessage(options: [token: number, data: Buffer][]): Buffer;
/** What SQL Server 2022 answers: version, encryption, instance, thread and MARS. */
export declare function preloginReply(encryption: number): Buffer;
/** What a client wants; no option means that it cannot encrypt. */
export declare function encryptionAsked(prelogin: Buffer): number;
