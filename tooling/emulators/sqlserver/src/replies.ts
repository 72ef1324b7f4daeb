import type { Login } from './protocol/login7.ts';
import { DONE, done, environment, error, info, loginAck, utf8Acknowledged } from './protocol/tokens.ts';

const UTF8 = 10;

/** What a login that went well is told; `extra` comes before the end. */
export function loginReply(login: Login, database: string, extra: Buffer[] = []): Buffer {
  return Buffer.concat([
    environment.database(database),
    info({ number: 5701, state: 2, message: `Changed database context to '${database}'.` }),
    environment.collation(),
    environment.language('us_english'),
    info({ number: 5703, message: 'Changed language setting to us_english.' }),
    loginAck(),
    ...(login.features.includes(UTF8) ? [utf8Acknowledged()] : []),
    ...extra,
    done(DONE.final),
  ]);
}

/** A database that cannot be opened is said first, and then the login is refused as if the password were wrong. */
export function loginRefused(user: string, database?: string): Buffer[] {
  const failed = error({ number: 18456, class: 14, message: `Login failed for user '${user}'.` });
  if (database === undefined) return [failed];
  const message = `Cannot open database "${database}" requested by the login. The login failed.`;
  return [error({ number: 4060, class: 11, message }), failed];
}
