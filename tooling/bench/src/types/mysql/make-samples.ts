import type { TestMariadb } from '@portolan/testing/mariadb';
import type { Sample } from '../sample.ts';
import { MARIADB_SAMPLES, MARIADB_VIEWS } from './samples.ts';

export const SCHEMA = 'kinds';

/** A table for each type, and views over them. Without strict mode: what old applications have left is to be read too. */
export async function makeSamples(server: TestMariadb): Promise<Sample[]> {
  const samples = [...MARIADB_SAMPLES, ...MARIADB_VIEWS];
  await server.query(`create database ${SCHEMA} character set utf8mb4`);
  const sql = ["set sql_mode = 'ALLOW_INVALID_DATES'", 'set names utf8mb4', ...samples.map(toSql)].join(';\n');
  await server.query(sql, SCHEMA);
  return samples;
}

function toSql({ name, type, values, required, view }: Sample): string {
  if (view) return `create view ${name} as ${type}`;
  const rows = [...values, ...(required ? [] : ['null'])].map((value) => `(${value})`);
  return `create table ${name} (v ${type}${required ? ' not null' : ''}); insert into ${name} values ${rows.join(', ')}`;
}
