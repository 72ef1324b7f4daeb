import { connect, createServer } from 'node:net';

/** The hosts of the made-up company; on `till-porto` nobody listens, and `archive` is not even known. */
const KNOWN = [
  'shop.db',
  'shop-replica.db',
  'people.db',
  'desk.db',
  'wholesale.db',
  'reports.db',
  'shop.staging',
  'shop.dev',
  'old.db',
  'stock.mysql',
  'stock.staging',
  'till-porto.mysql',
  'ledger.sql',
  'ledger.staging',
  'lakehouse.gateway',
  'snowflake.gateway',
] as const;
export type KnownHost = (typeof KNOWN)[number];
export type Host = KnownHost | 'archive.db' | 'search.dev' | 'payroll.sql' | 'events.gateway';

export const hostName = (host: Host): string => `${host}.meridian.example`;

/** Each has a loopback address of its own, so that all of a kind have the port of their kind. */
const addressOf = (host: KnownHost) => `127.12.0.${KNOWN.indexOf(host) + 1}`;

export function hostsFile(): string {
  return ['127.0.0.1 localhost', ...KNOWN.map((host) => `${addressOf(host)} ${hostName(host)}`), ''].join('\n');
}

/** Brings whoever comes to a host to where its database really is. */
export async function openHost(host: KnownHost, port: number, target: number): Promise<Disposable> {
  const server = createServer((client) => {
    const peer = connect(target, '127.0.0.1');
    client.pipe(peer).pipe(client);
    client.on('error', () => peer.destroy()).on('close', () => peer.destroy());
    peer.on('error', () => client.destroy()).on('close', () => client.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, addressOf(host), resolve);
  });
  return { [Symbol.dispose]: () => void server.close() };
}
