import type { ConnectionTarget, DriverCall } from '../driver.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import type { StageWalk } from '../stages/stage-walk.ts';
import { logIn } from './log-in.ts';
import { noWarehouse, serverFailure, warehouseStarting } from './server-failure.ts';
import { Session, strangeAnswer } from './session.ts';
import type { SnowflakeSettings } from './settings.ts';
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

/** Walks from `config` to `query`. The owner of what comes back disposes of it. */
export async function openSession(target: ConnectionTarget, walk: StageWalk, call: DriverCall): Promise<OpenedSession> {
  const { deadline } = call;
  const { connection, door, settings } = await logIn(target, walk, call);
  try {
    const session = new Session({ connection, door }, { walk, deadline, secrets: settings.secrets });
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
