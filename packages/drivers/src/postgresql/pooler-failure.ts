import { TURN_TLS_ON } from '../diagnosis/turn-tls-on.ts';
import { StageFailure } from '../stages/stage-failure.ts';

interface Meaning {
  /** What a pooler says. None of them speaks another language than English. */
  says: RegExp;
  failure: () => StageFailure;
}

/**
 * What poolers say in their own name: PgBouncer, which up to 1.19 gives one number (08P01) to all of it, Odyssey,
 * Pgpool-II, Supavisor and the proxy of Amazon RDS. The first that fits counts: what a pooler tells of the server's own
 * words goes before what it says itself.
 */
const MEANINGS: Meaning[] = [
  { says: /(?:SSL|TLS connection) required|requires? TLS|TLS connections? (?:is|are) required/i, failure: tlsRequired },
  { says: /^no such database|database .*does not exist|route for .* is not found/i, failure: noDatabase },
  { says: /certificate (?:required|authentication failed|name mismatch)/i, failure: certificateRefused },
  {
    says: /wrong password type|cannot do (?:SCRAM|MD5) authentication|SASL authentication mechanisms are supported/i,
    failure: poolerCannotLogIn,
  },
  {
    says: /(?:cached error|server login failed).*(?:authentication|pg_hba|password|not permitted to log in|role .* does not exist)/i,
    failure: poolerCannotLogIn,
  },
  {
    says: /(?:authentication|auth|login) (?:failed|rejected)|^no such user|^not allowed$|tenant or user not found|incorrect password|no credentials for|(?:username|password) too long|empty password/i,
    failure: refused,
  },
  {
    says: /no more connections|connections exceeded|max client connections|too many (?:clients|connections|servers)/i,
    failure: poolIsFull,
  },
  { says: /query_wait_timeout|timed-?out waiting/i, failure: noneInTime },
  {
    says: /cannot connect|server_login_retry|server login (?:has been failing|failed)|client_login_timeout|conn(?:ection)? crashed|connect (?:failed|timeout)|dns lookup failed|remote server connection|backend nodes? (?:is|are) down|backend connection|server (?:connection|idle|lifetime)|unexpected (?:response|eof)|error response from auth_query/i,
    failure: serverAway,
  },
  {
    says: /is disabled|paused?\b|shutting down|evicted|reload|database (?:removed|configuration changed)/i,
    failure: closed,
  },
  { says: /statement pooling/i, failure: statementPooling },
  { says: /^unsupported startup parameter/i, failure: parameterRefused },
  { says: /quer(?:y|ies)[ _]timeout|idle[ _]transaction[ _]timeout|idle_timeout/i, failure: cancelled },
  { says: /config error|no memory|out of memory|resources exhaustion/i, failure: poolerInTrouble },
];

/** SQLSTATEs a pooler uses for words of its own, beside those that mean the same from a server. */
const OWN_STATES = /^08|^XX000$|^58000$|^57000$/;

/** What a pooler means by an error that is not the server's; null where it is none of a pooler. */
export function poolerFailure(sqlState: string, said: string): StageFailure | null {
  if (/^(?:SSL|TLS connection) required$|requires? TLS/i.test(said)) return tlsRequired();
  if (!OWN_STATES.test(sqlState)) return null;
  const words = said.replace(/^odyssey: \S+ /, '').trim();
  return MEANINGS.find(({ says }) => says.test(words))?.failure() ?? null;
}

function tlsRequired(): StageFailure {
  return new StageFailure(
    'TLS_REQUIRED',
    'The pooler in front of the server takes logins over TLS only',
    TURN_TLS_ON,
    'tls',
  );
}

function noDatabase(): StageFailure {
  return new StageFailure(
    'DATABASE_NOT_FOUND',
    'The pooler in front of the server, or the server, has no such database',
    'Check the database name; ask the DBA for the name under which the pooler offers it',
    'database',
  );
}

function certificateRefused(): StageFailure {
  return new StageFailure(
    'AUTH_FAILED',
    'The pooler in front of the server refused the client certificate, or misses one',
    'Ask the DBA which client certificate the pooler accepts and put it into the connection, with TLS turned on',
    'auth',
  );
}

function refused(): StageFailure {
  return new StageFailure(
    'AUTH_FAILED',
    'The pooler in front of the server refused the login',
    'Check username and password; ask the DBA whether the pooler knows this login: it keeps a list of its own',
    'auth',
  );
}

function poolerCannotLogIn(): StageFailure {
  const failure = new StageFailure(
    'AUTH_FAILED',
    'The pooler was let in nowhere: the server behind it refused the login',
    'Ask the DBA whether the password that the pooler keeps for this login is still that of the server',
    'database',
  );
  failure.team = 'dba';
  return failure;
}

function poolIsFull(): StageFailure {
  return new StageFailure(
    'CAPACITY',
    'The pooler in front of the server has no free connection',
    'Try again shortly; ask the DBA to raise the limits of the pooler, or who holds its connections',
    'database',
  );
}

function noneInTime(): StageFailure {
  return new StageFailure(
    'CAPACITY',
    'The pooler in front of the server had no connection to give in time',
    'Ask the DBA whether the server behind the pooler is up, and who holds the connections of the pooler',
    'database',
  );
}

function serverAway(): StageFailure {
  return new StageFailure(
    'CAPACITY',
    'The pooler in front of the server answers, but does not reach the server',
    'Ask the DBA whether the server behind the pooler is up, and to look into the log of the pooler',
    'database',
  );
}

function closed(): StageFailure {
  return new StageFailure(
    'CAPACITY',
    'The pooler in front of the server takes no connections to this database right now',
    'Try again shortly; ask the DBA whether the database was disabled or paused in the pooler',
    'database',
  );
}

function statementPooling(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The pooler in front of the server knows no transactions (statement pooling)',
    'Ask the DBA for a database of the pooler in transaction or session mode, or for the address of the server itself',
  );
}

function parameterRefused(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The pooler in front of the server refused a parameter of the session',
    'Ask the DBA to add the parameter to ignore_startup_parameters of the pooler',
  );
}

function cancelled(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The pooler in front of the server cancelled the query',
    'Try again; ask the DBA which time limit of the pooler it was',
  );
}

function poolerInTrouble(): StageFailure {
  return new StageFailure(
    'CAPACITY',
    'The pooler in front of the server cannot do its work',
    'Ask the DBA to look into the log and the configuration of the pooler',
    'database',
  );
}
