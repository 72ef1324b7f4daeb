/** The sockets of workerd, as far as they are used here. */
declare module 'cloudflare:sockets' {
  export interface Socket {
    readonly readable: ReadableStream<Uint8Array>;
    readonly writable: WritableStream<Uint8Array>;
    readonly opened: Promise<unknown>;
    readonly closed: Promise<void>;
    close(): Promise<void>;
    startTls(): Socket;
  }

  export function connect(
    address: { hostname: string; port: number },
    options: { secureTransport: 'off' | 'starttls' },
  ): Socket;
}
