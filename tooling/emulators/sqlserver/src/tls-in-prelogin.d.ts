import { Duplex } from 'node:stream';
import { type SecureContextOptions, TLSSocket } from 'node:tls';
/**
 * The server's end of TLS inside PRELOGIN ([MS-TDS] 3.2.5.1): the handshake travels as the payload of PRELOGIN packets,
 * the records after it bare.
 */
export declare class TlsInPrelogin {
    #private;
    readonly socket: TLSSocket;
    constructor(wire: Duplex, certificate: SecureContextOptions & {
        requestCert?: boolean;
    });
    get bare(): boolean;
    /** The payload of a PRELOGIN packet. */
    handshake(payload: Buffer): void;
    /** TLS records as they come; from the first of them on there are no packets around them. */
    records(bytes: Buffer): void;
}
