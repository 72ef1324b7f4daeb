import { createPostgreSqlTypeParsers } from '@mikro-orm/postgresql';
import { PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Connections } from '../reach/reach.ts';

/** How MikroORM speaks over connections that it has not opened itself: values as it reads them of a pool of its own. */
export function requestDialect(connections: Connections): PostgresDialect {
  const connect = async () => {
    const client = await connections.connect();
    const query = (text: string, values: unknown[]) => client.query({ text, values, types });
    return { query, release: () => client.release(), on() {}, off() {} };
  };
  return new PostgresDialect({ pool: { connect, end: async () => {}, options: {} } as never });
}

const types = new pg.TypeOverrides();
/** That of text[]: entries as they are written. The types of pg know builtins alone. */
const parseArray = (pg.types.getTypeParser as (type: number) => (text: string) => string[])(1009);
for (const [oid, parse] of Object.entries(createPostgreSqlTypeParsers(parseArray))) {
  types.setTypeParser(Number(oid), parse);
}
