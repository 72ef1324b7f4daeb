export { sessionSettings as mysqlSession } from '../mysql/session-settings.ts';
export { SESSION_SETTINGS as POSTGRESQL_SESSION } from '../postgresql/session-settings.ts';
export { SESSION_SETTINGS as SQLSERVER_SESSION } from '../sqlserver/session-settings.ts';
export { openDrivers } from './open-drivers.ts';
export { readAll } from './read-all.ts';
export { type Rewrite, relayTo } from './relay.ts';
export { OPEN_EGRESS, passwordOf, targetOf, verdictOf } from './target.ts';
