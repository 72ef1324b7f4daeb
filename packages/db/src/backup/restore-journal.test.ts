import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { RestoreJournal } from './restore-journal.ts';

// Provided by the global setup of the test run, whose types this package may not import.
const url = inject('postgresUrl' as never) as string;

it('writes down steps that end at the same moment, one statement at a time', async () => {
  const name = `journal_${randomBytes(5).toString('hex')}`;
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  await server.query(`create database ${name}`);
  const warnings: string[] = [];
  const warn = ({ message }: Error) => warnings.push(message);
  process.on('warning', warn);
  const there = new URL(url);
  there.pathname = name;
  const journal = await RestoreJournal.open(there.href, 'a');
  await Promise.all(['b', 'c', 'd'].map((step) => journal.write(step)));
  await journal.close();
  const again = await RestoreJournal.open(there.href, 'a');
  expect(['a', 'b', 'c', 'd', 'e'].filter((step) => again.has(step))).toEqual(['a', 'b', 'c', 'd']);
  await again.close();
  await server.query(`drop database ${name}`);
  await server.end();
  process.off('warning', warn);
  expect(warnings).toEqual([]);
});
