import mssql from 'mssql';
import { StageFailure } from '../stages/stage-failure.ts';
import { HandedOver } from './hand-over.ts';
import { boundPacketSize, type ConnectionInternals, keepFirstConnection, outliveRequests } from './library-guards.ts';
import { loginFailure } from './login-failure.ts';
import type { Channel } from './negotiate.ts';
import type { ServerError } from './server-failure.ts';
import { libraryOptions, type SqlServerSettings } from './settings.ts';

/** A session of the client library on the one stream it was given. */
export interface LoggedIn {
  pool: mssql.ConnectionPool;
  stream: HandedOver;
}

/** Authenticates on a channel that is encrypted as the connection wants it. Rejects with a `StageFailure`. */
export async function logIn(channel: Channel, settings: SqlServerSettings, port: number): Promise<LoggedIn> {
  const stream = new HandedOver(channel);
  const errors: ServerError[] = [];
  let dialled = false;
  let routed: StageFailure | null = null;
  const connector = async () => {
    if (dialled) throw routed ?? routedElsewhere();
    dialled = true;
    return stream;
  };
  const pool = new mssql.ConnectionPool({
    ...libraryOptions(settings, port, connector),
    // The number of a login error is told nowhere else.
    beforeConnect: (connection) => {
      const inside = connection as unknown as ConnectionInternals;
      inside.on('errorMessage', (error: ServerError) => errors.push(error));
      inside.on('rerouting', () => {
        routed = routedElsewhere();
      });
      // Errors reach the request that waits; this one is for those nobody waits for.
      inside.on('error', () => {});
      outliveRequests(inside);
      stream.once('begun', () => boundPacketSize(inside));
    },
  });
  pool.on('error', () => {});
  keepFirstConnection(pool);
  try {
    await pool.connect();
    return { pool, stream };
  } catch (error) {
    throw routed ?? loginFailure(error, errors[0], stream.failure, settings.secrets);
  }
}

function routedElsewhere(): StageFailure {
  return new StageFailure(
    'ROUTED_ELSEWHERE',
    'The server sends this connection on to another server; it was not followed',
    'Ask the DBA for the address of the server that holds the database, and enter that one',
    'auth',
  );
}
