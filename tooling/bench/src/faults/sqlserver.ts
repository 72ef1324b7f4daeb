import type { ConnectionTarget } from '@portolan/drivers';
import { type LoginOutcome, type SqlServerEmulatorOptions, startSqlServerEmulator } from '@portolan/emulator-sqlserver';
import { authority, expiredChain, PAST, stranger } from './certificates.ts';
import type { Fault } from './fault.ts';
import { faultOf, faultOn, type Verdict } from './make-fault.ts';
import { networkFaults, wrongEngineFaults } from './network.ts';
import { sharedServer } from './shared-server.ts';

const PASSWORD = 'a password for faults';
const certificate = authority.issue({ commonName: 'db', names: ['localhost'] });

const target = (over: Partial<ConnectionTarget> & { port: number }): ConnectionTarget => ({
  dbType: 'sqlserver',
  host: 'localhost',
  databaseName: 'shop',
  username: 'app',
  useSsl: true,
  options: { sslMode: 'verify-full', sslCa: authority.ca },
  credential: { type: 'password', password: PASSWORD },
  ...over,
});

/** Errors by the name of the login that gets them. */
const REFUSED: Record<string, number[]> = {
  disabled: [18_470],
  expired: [18_487],
  closed: [916, 18_456],
  busy: [10_928],
  moving: [40_613],
  single: [18_461],
  firewalled: [40_615],
};

function onLogin({ username }: { username: string }): LoginOutcome | undefined {
  if (username === 'routed') return { route: { host: '169.254.169.254', port: 80 } };
  const errors = REFUSED[username]?.map((number) => ({ number, message: `Error ${number}` }));
  return errors && { errors };
}

const start = (options: SqlServerEmulatorOptions = {}) => {
  const names = ['app', ...Object.keys(REFUSED), 'routed'];
  const logins = names.map((name) => ({ name, password: PASSWORD }));
  return startSqlServerEmulator({ tls: certificate, logins, onLogin, ...options });
};
/** An error instead of the first answer of a session. */
const failing = (number: number): SqlServerEmulatorOptions => ({
  onStatement: ({ sql }) => (sql.includes('LOCK_TIMEOUT') ? [{ error: { number, message: 'Planted' } }] : undefined),
});

const shared = sharedServer(() => start());
const elsewhere = authority.issue({ commonName: 'db', names: ['db.example'] });
const expired = authority.issue({ commonName: 'db', names: ['localhost'], ...PAST });

export function sqlserverFaults(): Fault[] {
  const at = (place: { host: string; port: number }) => target(place);
  const server = (name: string, over: Partial<ConnectionTarget>, verdict: Verdict) =>
    faultOn(name, shared, ({ port }) => target({ port, ...over }), verdict);
  const emulator = (
    name: string,
    options: SqlServerEmulatorOptions,
    verdict: Verdict,
    over: Partial<ConnectionTarget> = {},
  ) =>
    faultOf(
      name,
      () => start(options),
      ({ port }) => target({ port, ...over }),
      verdict,
    );
  const plain = { options: { sslMode: 'disable' as const } };
  return [
    ...networkFaults(at),
    ...wrongEngineFaults(at, 'other'),
    server('bad password', { credential: { type: 'password', password: 'wrong' } }, ['auth', 'AUTH_FAILED']),
    server('unknown user', { username: 'nobody' }, ['auth', 'AUTH_FAILED']),
    server('disabled login', { username: 'disabled' }, ['auth', 'AUTH_FAILED']),
    server('expired password', { username: 'expired' }, ['auth', 'AUTH_FAILED']),
    server('Windows login', { username: 'CORP\\app' }, ['config', 'CONFIG_INVALID']),
    server('missing database', { databaseName: 'nowhere' }, ['database', 'DATABASE_NOT_FOUND']),
    server('missing privilege', { username: 'closed' }, ['auth', 'PERMISSION_DENIED']),
    server('firewall of Azure', { username: 'firewalled' }, ['auth', 'PERMISSION_DENIED']),
    server('too many requests', { username: 'busy' }, ['database', 'CAPACITY']),
    server('database is being moved', { username: 'moving' }, ['database', 'CAPACITY']),
    server('single user mode', { username: 'single' }, ['database', 'CAPACITY']),
    server('routed elsewhere', { username: 'routed' }, ['auth', 'ROUTED_ELSEWHERE']),
    server('unknown authority', { options: { sslMode: 'verify-full', sslCa: stranger.ca } }, ['tls', 'TLS_UNTRUSTED']),
    server('no SQL Server Browser', { host: '127.0.0.9', port: 1433, options: { instanceName: 'SQLEXPRESS' } }, [
      ...(['tcp', 'TIMEOUT'] as const),
    ]),
    emulator('wrong host name', { tls: elsewhere }, ['tls', 'TLS_HOSTNAME']),
    emulator('expired intermediate certificate', { tls: expiredChain(['localhost']) }, ['tls', 'TLS_EXPIRED']),
    emulator('expired certificate', { tls: expired }, ['tls', 'TLS_EXPIRED']),
    emulator('wrong host name, TDS 8', { tls: elsewhere, encryption: 'strict' }, ['tls', 'TLS_HOSTNAME']),
    emulator('plain server on TLS', { encryption: 'not-supported' }, ['tls', 'TLS_UNSUPPORTED']),
    emulator('TLS taken back', { encryption: 'off' }, ['tls', 'TLS_UNSUPPORTED']),
    emulator('TLS required', { encryption: 'required' }, ['tls', 'TLS_REQUIRED'], plain),
    emulator('TDS 8 required', { encryption: 'strict' }, ['tls', 'TLS_REQUIRED'], plain),
    emulator('stalls in the handshake', { stall: 'tls' }, ['tls', 'TIMEOUT']),
    emulator('stalls at the login', { stall: 'login' }, ['auth', 'TIMEOUT']),
    emulator('stalls mid-login', { stall: 'login-reply' }, ['auth', 'TIMEOUT']),
    emulator('resets mid-login', { reset: 'login' }, ['auth', 'WRONG_SERVICE']),
    emulator('slow query', { stall: 'query' }, ['query', 'TIMEOUT']),
    emulator('closes when queried', { reset: 'query' }, ['query', 'QUERY_FAILED']),
    emulator('a lock on the catalogue', failing(1222), ['query', 'QUERY_FAILED']),
    emulator('no right to read the catalogue', failing(229), ['query', 'PERMISSION_DENIED']),
  ];
}
