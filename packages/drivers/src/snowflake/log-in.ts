import type Snowflake from 'snowflake-sdk';
import type { ConnectionTarget, DriverCall } from '../driver.ts';
import type { HttpsDoor } from '../network/https-door.ts';
import { openHttps } from '../network/open-https.ts';
import { within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import type { StageWalk } from '../stages/stage-walk.ts';
import { createConnection } from './create-connection.ts';
import { dialStorage } from './dial-storage.ts';
import { failureFrom } from './failure-from.ts';
import { isSnowflakeHost, readSettings, type SnowflakeSettings } from './settings.ts';

/** A login that was taken, and nothing asked yet: no warehouse has heard of it. */
export interface LoggedIn {
  connection: Snowflake.Connection;
  door: HttpsDoor;
  settings: SnowflakeSettings;
}

/** Web pages and the errors of gateways. */
const NOT_SNOWFLAKE = /^text\/html$|^application\/(?:xml|xhtml)/;

/** Walks from `config` to `auth`. The owner of what comes back ends it. */
export async function logIn(target: ConnectionTarget, walk: StageWalk, call: DriverCall): Promise<LoggedIn> {
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
    return { connection, door, settings };
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

function notSnowflakes(): StageFailure {
  return new StageFailure(
    'EGRESS_BLOCKED',
    'The host is not one of Snowflake, and the operator of this installation has not listed it',
    'Enter <account>.snowflakecomputing.com, or ask the operator to allow this host by name',
    'policy',
  );
}
