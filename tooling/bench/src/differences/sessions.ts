import type { Connection } from 'mysql2/promise';
import type pg from 'pg';
import type { Session } from './prove-case.ts';

/** Nested attempts are savepoints of one transaction, which is always taken back. */
function attempts(run: (sql: string) => Promise<unknown>): Session['attempt'] {
  let depth = 0;
  return async (work) => {
    const at = depth++;
    await run(at === 0 ? 'begin' : `savepoint s${at}`);
    try {
      await work();
      return true;
    } catch {
      return false;
    } finally {
      depth--;
      await run(at === 0 ? 'rollback' : `rollback to savepoint s${at}`);
    }
  };
}

export function postgresqlSession(client: pg.Client): Session {
  return {
    run: async (sql) => void (await client.query(sql)),
    rows: async (sql) => (await client.query(sql)).rows,
    attempt: attempts((sql) => client.query(sql)),
    quoted: (name) => `"${name.replaceAll('"', '""')}"`,
    asText: (name, type) => `"${name.replaceAll('"', '""')}"::${type}::text`,
  };
}

export function mysqlSession(connection: Connection): Session {
  const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``;
  return {
    run: async (sql) => void (await connection.query(sql)),
    rows: async (sql) => (await connection.query(sql))[0] as Record<string, unknown>[],
    attempt: attempts((sql) => connection.query(sql)),
    quoted,
    asText: (name, type) => {
      const time = /^(?:date|datetime|time)(?:\(\d\))?$/.test(type);
      return `cast(${time ? `cast(${quoted(name)} as ${type})` : quoted(name)} as char)`;
    },
  };
}
