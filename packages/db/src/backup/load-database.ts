import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { DumpedDatabase } from './dump-database.ts';
import { type DumpPart, readDump } from './read-dump.ts';

export interface LoadOptions {
  url: string;
  path: string;
  dumped: DumpedDatabase;
  /** Runs in the same transaction, after the rows are there and counted. */
  finish?: (client: pg.Client) => Promise<void>;
}

/** Fills a migrated database from a dump, all or nothing, and counts what has arrived. */
export async function loadDatabase({ url, path, dumped, finish }: LoadOptions): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'portolan restore' });
  client.on('error', () => {});
  await client.connect();
  try {
    for await (const part of readDump(createReadStream(path).pipe(createGunzip()))) {
      if (part.kind === 'copy') await copyIn(client, part);
      else if (part.sql !== 'commit;') await client.query(part.sql);
    }
    for (const [table, rows] of Object.entries(dumped.tables)) await assertCount(client, table, rows);
    await finish?.(client);
    await client.query('commit');
  } finally {
    await client.end().catch(() => {});
  }
}

async function copyIn(client: pg.Client, { sql, rows }: Extract<DumpPart, { kind: 'copy' }>): Promise<void> {
  const into = client.query(copyFrom(sql));
  const done = finished(into);
  done.catch(() => {});
  for await (const chunk of rows) {
    if (!into.write(chunk)) await Promise.race([new Promise((resolve) => into.once('drain', resolve)), done]);
  }
  into.end();
  await done;
}

async function assertCount(client: pg.Client, table: string, expected: number): Promise<void> {
  const sql = `select count(*)::float8 as n from public.${pg.escapeIdentifier(table)}`;
  const { rows } = await client.query<{ n: number }>(sql);
  if (rows[0]?.n !== expected) throw new Error(`${table} has ${rows[0]?.n} rows where the backup has ${expected}`);
}
