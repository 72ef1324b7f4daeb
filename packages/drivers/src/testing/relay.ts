import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** Stands before a server, passes every byte on unless told otherwise, and knows how many connections are open. */
export interface Relay extends AsyncDisposable {
  port: number;
  open(): number;
}

/** Rewrites what the server sends; `from` is how many bytes of this connection came before. */
export type Rewrite = (chunk: Buffer, from: number) => Buffer;

export async function relayTo(host: string, port: number, rewrite: Rewrite = (chunk) => chunk): Promise<Relay> {
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    const upstream = connect(port, host);
    client
      .on('error', () => {})
      .on('close', () => {
        clients.delete(client);
        upstream.destroy();
      });
    upstream.on('error', () => {}).on('close', () => client.destroy());
    client.pipe(upstream).pipe(rewriting(rewrite)).pipe(client);
  });
  const own = await new Promise<number>((resolve) => {
    // Wherever the name of this machine leads, by IPv4 or IPv6.
    server.listen(0, () => resolve((server.address() as { port: number }).port));
  });
  return {
    port: own,
    open: () => clients.size,
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function rewriting(rewrite: Rewrite): Transform {
  let from = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const rewritten = rewrite(chunk, from);
      from += chunk.length;
      done(null, rewritten);
    },
  });
}
