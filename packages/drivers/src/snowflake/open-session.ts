import type Snowflake from 'snowflake-sdk';
import type { ConnectionTarget, DriverCall } from '../driver.ts';
import { openHttps } from '../network/open-https.ts';
import { within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import type { StageWalk } from '../stages/stage-walk.ts';
import { createConnection } from './create-connection.ts';
import { dialStorage } from './dial-storage.ts';
import { failureFrom } from './failure-from.ts';
import { noWarehouse, serverFailure, warehouseStarting } from './server-failure.ts';
import { Session, strangeAnswer } from './session.ts';
import { isSnowflakeHost, readSettings, type SnowflakeSettings } from './settings.ts';
import { isAsleep } from './warehouse-state.ts';

/** A session that has answered: where it is, and who it is. */
export interface OpenedSession extends Disposable {
  session: Session;
  database: string;
  schema: string;
  role: string;
  /** `9.30.1` */
  serverVersion: string;
}

const WHERE = `SELECT CURRENT_DATABASE() AS DATABASE_NAME, CURRENT_SCHEMA() AS SCHEMA_NAME,
  CURRENT_WAREHOUSE() AS WAREHOUSE_NAME, CURRENT_ROLE() AS ROLE_NAME, CURRENT_VERSION() AS VERSION`;

/** Web pages and the errors of gateways. */
const NOT_SNOWFLAKE = /^text\/html$|^application\/(?:xml|xhtml)/;

/** Walks from `config` to `query`. The owner of what comes back disposes of it. */
export async function openSession(target: ConnectionTarget, walk: StageWalk, call: DriverCall): Promise<OpenedSession> {
  const { deadline } = call;
  walk.enter('config');
  const settings = readSettings(target);
  const { host, tls, secrets } = settings;
  // A host that the policy refuses is refused below, in its own words.
  if (call.policy.allowsHost(host) && !isSnowflakeHost(host) && !call.policy.names(host)) {
    walk.enter('policy');
    throw notSnowflakes();
  }
  const door = await openHttps(settings, walk, call, {
    expects: (_, mediaType) => !NOT_SNOWFLAKE.test(mediaType),
    dialElsewhere: (name, port) => dialStorage(name, port, tls, call),
  });
  try {
    walk.enter('auth');
    const connection = await createConnection(settings, door, deadline);
    await within(deadline, Promise.race([connect(connection), door.broken])).catch((error: unknown) => {
      throw failureFrom(error, { door, secrets, stage: 'auth' });
    });
    const session = new Session({ connection, door }, { walk, deadline, secrets });
    walk.enter('database');
    const place = await whereIs(session, settings);
    const asleep = await isAsleep(session, place.warehouse);
    walk.enter('query');
    await wake(session, place, asleep);
    return { session, ...place, [Symbol.dispose]: () => session[Symbol.dispose]() };
  } catch (error) {
    door.destroy();
    throw error;
  }
}

function connect(connection: Snowflake.Connection): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  connection.connect((error) => (error ? reject(error) : resolve()));
  return promise;
}

interface Place {
  database: string;
  schema: string;
  warehouse: string;
  role: string;
  serverVersion: string;
}

/** A session begins without what it may not have: that is told here. Needs no warehouse. */
async function whereIs(session: Session, settings: SnowflakeSettings): Promise<Place> {
  const [row] = await session.query<Record<string, unknown>>(WHERE);
  const { DATABASE_NAME: database, SCHEMA_NAME: schema, WAREHOUSE_NAME: warehouse } = row ?? {};
  const version = /^[\w.]{1,40}/.exec(String(row?.VERSION ?? ''))?.[0];
  if (!version) throw strangeAnswer();
  if (typeof database !== 'string') throw noDatabase(settings.database);
  if (typeof warehouse !== 'string') throw noWarehouse();
  return {
    database,
    warehouse,
    serverVersion: version,
    schema: typeof schema === 'string' ? schema : (settings.schema ?? 'PUBLIC'),
    role: typeof row?.ROLE_NAME === 'string' ? row.ROLE_NAME : '',
  };
}

/** The first question that needs the warehouse. */
async function wake(session: Session, { database }: Place, asleep: boolean): Promise<void> {
  try {
    await session.query(
      `SELECT COUNT(*) AS SCHEMAS FROM "${database.replaceAll('"', '""')}".INFORMATION_SCHEMA.SCHEMATA`,
    );
  } catch (error) {
    throw asleep && error instanceof StageFailure && error.code === 'TIMEOUT' ? warehouseStarting() : error;
  }
}

function noDatabase(wanted: string | null): StageFailure {
  if (wanted !== null) return serverFailure({ code: '002003', text: `'${wanted}'` }, []);
  return new StageFailure(
    'CONFIG_INVALID',
    'No database is entered, and the user has no default one',
    'Enter the database this connection is for',
    'database',
  );
}

function notSnowflakes(): StageFailure {
  return new StageFailure(
    'EGRESS_BLOCKED',
    'The host is not one of Snowflake, and the operator of this installation has not listed it',
    'Enter <account>.snowflakecomputing.com, or ask the operator to allow this host by name',
    'policy',
  );
}
