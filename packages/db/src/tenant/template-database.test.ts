import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Maintenance } from './maintenance.ts';
import { sharersOf } from './marks.ts';
import { TemplateDatabase } from './template-database.ts';

// Provided by the global setup of the test run, whose types this package may not import.
const url = inject('postgresUrl' as never) as string;
const run = randomBytes(5).toString('hex');
const maintenance = new Maintenance(url);
const template = new TemplateDatabase(maintenance, [], `t${run}_`);
const somebody = new pg.Client({ connectionString: url });

// A name of its own: that of the real template is everybody's here.
beforeAll(async () => {
  template.name = async () => `template_${run}`;
  await somebody.connect();
});
afterAll(async () => {
  await somebody.query(`alter database template_${run} with is_template false`);
  await somebody.query(`drop database template_${run}`);
  await somebody.query(`drop database gone_${run}`);
  await somebody.end();
  await maintenance.close();
});

const waiting = async () => {
  const rows = await maintenance.query(
    `select from pg_stat_activity where wait_event_type = 'Lock' and query like 'comment on database%template_${run}%'`,
  );
  return rows.length;
};

it('a template that goes while somebody signs it is made anew, and signed', async () => {
  await template.build();
  await somebody.query(`alter database template_${run} with is_template false`);
  await somebody.query('begin');
  await somebody.query(`alter database template_${run} rename to gone_${run}`);
  const joined = template.join('somebody');
  await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
  await somebody.query('commit');
  await joined;
  const { rows } = await somebody.query(
    "select shobj_description(oid, 'pg_database') as comment, datistemplate from pg_database where datname = $1",
    [`template_${run}`],
  );
  expect(rows.map(({ comment, datistemplate }) => [sharersOf(comment), datistemplate])).toEqual([[['somebody'], true]]);
});
