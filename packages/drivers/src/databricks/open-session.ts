import type { ConnectionTarget, DriverCall } from '../driver.ts';
import type { HttpsDoor } from '../network/https-door.ts';
import { openHttps } from '../network/open-https.ts';
import { within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import type { StageWalk } from '../stages/stage-walk.ts';
import { createClient } from './create-client.ts';
import { failureFrom } from './failure-from.ts';
import { getToken } from './get-token.ts';
import { Session, type SqlSession, strangeAnswer } from './session.ts';
import { SESSION_SETTINGS } from './session-settings.ts';
import { type DatabricksSettings, readSettings } from './settings.ts';

/** A session that has answered: where it is, and who it is. */
export interface OpenedSession extends Disposable {
  session: Session;
  catalog: string;
  schema: string;
  /** Runtime behind the warehouse, `4.0.0`. */
  serverVersion: string;
}

const WHERE = 'SELECT current_catalog() AS catalog_name, current_schema() AS schema_name';
const VERSION = 'SELECT version() AS runtime';

/** What no Thrift answer is: web pages and the errors of gateways. */
const NOT_THRIFT = /^(?:text\/|application\/(?:json|xml|xhtml))/;

/** Walks from `config` to `query`. The owner of what comes back disposes of it. */
export async function openSession(target: ConnectionTarget, walk: StageWalk, call: DriverCall): Promise<OpenedSession> {
  const { deadline } = call;
  walk.enter('config');
  const settings = readSettings(target);
  const { secrets } = settings;
  const door = await openHttps(settings, walk, call, {
    expects: (path, mediaType) => path.startsWith('/oidc/') || !NOT_THRIFT.test(mediaType),
  });
  try {
    walk.enter('auth');
    const loggedIn = Promise.race([logIn(settings, door), door.broken]);
    const opened = await within(deadline, loggedIn).catch((error: unknown) => {
      const failure = failureFrom(error, { door, secrets, stage: 'auth' });
      // Who is told about a catalog has been let in.
      if (failure.stage === 'database' && door.status === 200) walk.enter('database');
      throw failure;
    });
    const session = new Session({ session: opened, door }, { walk, deadline, secrets });
    walk.enter('database');
    const { catalog, schema } = await whereIs(session, settings.catalog);
    walk.enter('query');
    const serverVersion = await versionOf(session);
    return { session, catalog, schema, serverVersion, [Symbol.dispose]: () => session[Symbol.dispose]() };
  } catch (error) {
    door.destroy();
    throw error;
  }
}

async function logIn(settings: DatabricksSettings, door: HttpsDoor): Promise<SqlSession> {
  const client = await createClient(settings, await getToken(settings, door), door);
  const configuration = SESSION_SETTINGS;
  return client.openSession({
    configuration,
    ...(settings.catalog === null ? {} : { initialCatalog: settings.catalog }),
  });
}

async function whereIs(session: Session, wanted: string | null): Promise<{ catalog: string; schema: string }> {
  const [row] = await session.query<{ catalog_name: unknown; schema_name: unknown }>(WHERE);
  const { catalog_name: catalog, schema_name: schema } = row ?? {};
  if (typeof catalog !== 'string' || typeof schema !== 'string') throw strangeAnswer();
  if (wanted !== null && catalog.toLowerCase() !== wanted.toLowerCase()) throw noSuchCatalog();
  return { catalog, schema };
}

async function versionOf(session: Session): Promise<string> {
  const [row] = await session.query<{ runtime: unknown }>(VERSION);
  const version = typeof row?.runtime === 'string' ? /^[\w.]{1,40}/.exec(row.runtime)?.[0] : undefined;
  if (!version) throw strangeAnswer();
  return version;
}

function noSuchCatalog(): StageFailure {
  return new StageFailure(
    'DATABASE_NOT_FOUND',
    'The session was opened in another catalog than the one asked for',
    'Check the catalog name; ask an administrator of the workspace for the right one',
    'database',
  );
}
