import type { ConnectionTarget } from '@portolan/drivers';
import { freePort, startTestPostgres } from '@portolan/testing/postgres';
import { startTestHaproxy, startTestPgbouncer } from '@portolan/testing/proxies';
import type { Fault, TargetAt } from './fault.ts';
import { faultOn, type Verdict } from './make-fault.ts';
import { sharedServer } from './shared-server.ts';

/** A real HAProxy that has nobody behind it, or lets nobody through. */
const balancer = sharedServer(async () =>
  startTestHaproxy({
    empty: {},
    dead: { lines: [`server one 127.0.0.1:${await freePort()} check inter 100`] },
    refusing: { lines: ['tcp-request connection reject'] },
    expecting: { bind: 'accept-proxy' },
  }),
);

/** What a load balancer in between does: the same for every engine. */
export function balancerFaults(targetAt: TargetAt): Fault[] {
  const at = (name: string, listener: 'empty' | 'dead' | 'refusing' | 'expecting', verdict: Verdict) =>
    faultOn(name, balancer, ({ host, ports }) => targetAt({ host, port: ports[listener] }), verdict);
  return [
    at('load balancer without servers', 'empty', [['tls', 'auth'], 'WRONG_SERVICE']),
    at('load balancer whose server is dead', 'dead', [['tls', 'auth'], 'WRONG_SERVICE']),
    at('load balancer that lets nobody in', 'refusing', ['tcp', 'TCP_RESET']),
    // To a client that waits to be greeted this is silence.
    at('load balancer that expects a PROXY header', 'expecting', [
      ['tcp', 'tls', 'auth'],
      ['TCP_RESET', 'WRONG_SERVICE', 'TIMEOUT'],
    ]),
  ];
}

/** A server behind a load balancer that sends the PROXY protocol, which the server has not been told of. */
export function proxyHeaderFaults(server: () => Promise<{ port: number }>, targetAt: TargetAt): Fault[] {
  const telling = sharedServer(async () => {
    const { port } = await server();
    return startTestHaproxy({
      one: { lines: [`server one 127.0.0.1:${port} send-proxy`] },
      two: { lines: [`server one 127.0.0.1:${port} send-proxy-v2`] },
    });
  });
  return (['one', 'two'] as const).map((version) =>
    faultOn(
      `PROXY header, version ${version}`,
      telling,
      ({ host, ports }) => targetAt({ host, port: ports[version] }),
      [['tls', 'auth'], 'WRONG_SERVICE'],
    ),
  );
}

/** A real PgBouncer before a real PostgreSQL. */
export function poolerFaults(
  target: (over: Partial<ConnectionTarget> & { port: number }) => ConnectionTarget,
): Fault[] {
  const password = 'a password for faults';
  const open = (more: Record<string, string> = {}) =>
    sharedServer(async () => {
      const server = await startTestPostgres({ version: '15' });
      await server.query(`create role app login password '${password}'; create role changed login password 'another'`);
      await server.query('create database shop');
      const at = `host=127.0.0.1 port=${server.port}`;
      const pooler = await startTestPgbouncer({
        databases: {
          shop: `${at} dbname=shop`,
          gone: `${at} dbname=nowhere`,
          dead: `host=127.0.0.1 port=${await freePort()} dbname=shop`,
        },
        users: { app: password, changed: password },
        settings: { auth_type: 'md5', server_login_retry: '1', query_wait_timeout: '2', ...more },
      });
      const close = async () => {
        await pooler.close();
        await server.close();
      };
      return { port: pooler.port, [Symbol.asyncDispose]: close };
    });
  const usual = open();
  const full = open({ max_client_conn: '0' });
  const statements = open({ pool_mode: 'statement' });
  const fault = (name: string, over: Partial<ConnectionTarget>, verdict: Verdict, pooler = usual) =>
    faultOn(`PgBouncer: ${name}`, pooler, ({ port }) => target({ port, ...over }), verdict);
  return [
    fault('bad password', { credential: { type: 'password', password: 'wrong' } }, ['auth', 'AUTH_FAILED']),
    fault('unknown user', { username: 'nobody' }, ['auth', 'AUTH_FAILED']),
    fault('missing database', { databaseName: 'nowhere' }, ['database', 'DATABASE_NOT_FOUND']),
    fault('database missing behind it', { databaseName: 'gone' }, ['database', 'DATABASE_NOT_FOUND']),
    fault('dead server behind it', { databaseName: 'dead' }, ['database', 'CAPACITY']),
    fault('password changed behind it', { username: 'changed' }, [['auth', 'database'], 'AUTH_FAILED']),
    fault('its console', { databaseName: 'pgbouncer' }, ['auth', 'AUTH_FAILED']),
    fault('TLS it does not offer', { useSsl: true }, ['tls', 'TLS_UNSUPPORTED']),
    fault('full', {}, ['database', 'CAPACITY'], full),
    fault('statement pooling', {}, ['query', 'QUERY_FAILED'], statements),
  ];
}
