import { type ConnectionKind, DEFAULT_PORTS } from '@portolan/contract';

const LONGEST = 100;

interface Addressed {
  dbType: ConnectionKind;
  host: string;
  port: number;
  databaseName: string | null;
  username: string | null;
}

/** `reader@db.example.com/orders`: what a connection is called that comes without a name. */
export function nameOf({ dbType, host, port, databaseName, username }: Addressed): string {
  const user = username ? `${username}@` : '';
  const address = host.includes(':') ? `[${host}]` : host;
  const at = port === DEFAULT_PORTS[dbType] ? address : `${address}:${port}`;
  return `${user}${at}${databaseName ? `/${databaseName}` : ''}`.slice(0, LONGEST);
}
