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
export declare function readLogin7(payload: Buffer): Login;
/** A password as it travels in LOGIN7: what must not be heard without TLS. */
export declare function obfuscatedPassword(password: string): Buffer;
