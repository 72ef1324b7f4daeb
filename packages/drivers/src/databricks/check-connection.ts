import { diagnose } from '../diagnosis/diagnose.ts';
import { warningsOf } from '../diagnosis/warnings.ts';
import type { Driver, DriverCall } from '../driver.ts';
import { getJson } from '../network/get-json.ts';
import type { HttpsDoor } from '../network/https-door.ts';
import { openHttps, urlHostOf } from '../network/open-https.ts';
import { within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { computeState } from './compute-state.ts';
import { failureFrom } from './failure-from.ts';
import { getToken } from './get-token.ts';
import { httpFailure } from './http-failure.ts';
import { type DatabricksSettings, readSettings } from './settings.ts';

/**
 * Whether a warehouse or cluster is there for whoever logs in, by the state that the workspace tells of it: opening a
 * session would start it. One that is stopped is well.
 */
export const checkConnection: NonNullable<Driver['check']> = (target, call) =>
  diagnose(call, async (walk) => {
    walk.enter('config');
    const settings = readSettings(target);
    const { secrets } = settings;
    const door = await openHttps(settings, walk, call);
    try {
      walk.enter('auth');
      const told = await askFor(settings, door, call).catch((error: unknown) => {
        throw failureFrom(error, { door, secrets, stage: 'auth' });
      });
      walk.enter('database');
      const { message, warnings } = computeState(told);
      if (message) walk.note(message);
      return { message, warnings: [...warnings, ...warningsOf({ superuser: null, tls: walk.tls })] };
    } finally {
      door.destroy();
    }
  });

async function askFor(
  settings: DatabricksSettings,
  door: HttpsDoor,
  { deadline }: DriverCall,
): Promise<Record<string, unknown>> {
  const { host, port, secrets } = settings;
  const answered = async () => {
    const token = await getToken(settings, door);
    return getJson(door, { host: urlHostOf(host), port, path: statePathOf(settings), token });
  };
  const { status, body } = await within(deadline, Promise.race([answered(), door.broken]));
  if (status === 503) throw apiAway();
  if (status !== 200) throw httpFailure(status, textIn(body), secrets);
  if (!body) throw strangeAnswer();
  return body;
}

/** Paths that only tell: of a SQL warehouse, and of a cluster. */
function statePathOf({ httpPath }: DatabricksSettings): string {
  const id = httpPath.split('/').at(-1) ?? '';
  return httpPath.startsWith('/sql/protocolv1/')
    ? `/api/2.0/clusters/get?cluster_id=${id}`
    : `/api/2.0/sql/warehouses/${id}`;
}

function textIn(body: Record<string, unknown> | null): string {
  return typeof body?.message === 'string' ? body.message : '';
}

function apiAway(): StageFailure {
  return new StageFailure(
    'CAPACITY',
    'The API of the workspace is not available right now (HTTP 503)',
    'Wait a few minutes; look at the status page of Databricks',
    'database',
  );
}

function strangeAnswer(): StageFailure {
  return new StageFailure(
    'WRONG_SERVICE',
    'The server tells no state of a warehouse, as a Databricks workspace does',
    'Check the host: it must be that of the workspace, not of the account console or a proxy',
    'auth',
  );
}
