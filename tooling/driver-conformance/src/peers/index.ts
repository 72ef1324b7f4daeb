import { databricksPeer } from './databricks.ts';
import { mariadbPeer } from './mariadb.ts';
import { mysqlPeers } from './mysql.ts';
import type { PeerKind } from './peer.ts';
import { postgresqlPeers } from './postgresql.ts';
import { snowflakePeer } from './snowflake.ts';
import { sqlserverPeers } from './sqlserver.ts';

/** Every database the conformance suite runs against. */
export const PEERS: PeerKind[] = [
  ...postgresqlPeers,
  mariadbPeer,
  ...mysqlPeers(),
  databricksPeer,
  snowflakePeer,
  ...sqlserverPeers,
];
