import { connect, createServer, type Socket } from 'node:net';

/** Stands before a server, passes every byte on, and knows how many connections are open. */
export interface Relay extends AsyncDisposable {
  port: number;
  open(): number;
}

export async function relayTo(host: string, port: number): Promise<Relay> {
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
    client.pipe(upstream).pipe(client);
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
