import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { Transform, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { readSequences, readTables, type StoredTable } from './catalogue.ts';

/** One database in a backup. */
export interface DumpedDatabase {
  file: string;
  bytes: number;
  sha256: string;
  /** Names of the migrations that it has seen. */
  migrations: string[];
  /** Rows of each table. */
  tables: Record<string, number>;
}

export interface DumpOptions {
  url: string;
  /** Where to; nothing is there under this name before it is whole. */
  path: string;
  /** Name in the manifest. */
  file: string;
  /** Only these tables; by default all of the schema `public`. */
  only?: readonly string[];
  /** Tables that are left empty. */
  without?: readonly string[];
}

export interface Snapshot<T> extends DumpedDatabase {
  /** What was read in the same moment. */
  seen: T;
}

/** Kept by whoever migrates. */
const MIGRATIONS = 'portolan_migrations';

/**
 * Writes the rows of a database, all as of one moment, as SQL that fills the tables of a migrated database: COPY, which
 * any psql understands, compressed.
 */
export async function dumpDatabase<T>(
  options: DumpOptions,
  see: (client: pg.Client) => Promise<T>,
): Promise<Snapshot<T>> {
  const client = new pg.Client({ connectionString: options.url, application_name: 'portolan backup' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query("set local timezone = 'UTC'; set local datestyle = 'ISO'; set local extra_float_digits = 3");
    const all = await readTables(client, options.only);
    const tables = all.filter(({ name }) => name !== MIGRATIONS);
    const { rows } = await client.query<{ name: string }>(`select name from ${MIGRATIONS} order by name`);
    const seen = await see(client);
    const written = await writeFile(client, tables, options);
    return { file: options.file, ...written, migrations: rows.map(({ name }) => name), seen };
  } finally {
    await client.end().catch(() => {});
  }
}

async function writeFile(client: pg.Client, tables: StoredTable[], { path, without = [] }: DumpOptions) {
  const part = `${path}.part`;
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const out = createGzip({ level: 6 });
  const stored = pipeline(out, measure, createWriteStream(part, { mode: 0o600 }));
  const counts: Record<string, number> = {};
  const fill = async () => {
    await say(out, header(tables));
    for (const table of tables) {
      counts[table.name] = without.includes(table.name) ? 0 : await copyOut(client, table, out);
    }
    await say(out, [
      ...(await readSequences(client, tables)),
      ...tables.flatMap(({ triggers }) => triggers),
      'commit;',
    ]);
    out.end();
  };
  // A disk that is full ends the writing wherever it is.
  await Promise.all([fill(), stored]);
  const file = await open(part);
  await file.sync();
  await file.close();
  await rename(part, path);
  return { bytes, sha256: hash.digest('hex'), tables: counts };
}

/** What a migration left in the tables makes way; triggers would take the rows for new ones. */
function header(tables: StoredTable[]): string[] {
  const names = tables.map(({ id }) => id);
  return [
    '-- The rows of one database of Portolan. Its tables come from its migrations.',
    'begin;',
    ...names.map((name) => `alter table ${name} disable trigger user;`),
    ...(names.length > 0 ? [`truncate ${names.join(', ')};`] : []),
    ...tables.flatMap(({ partitions }) => partitions),
  ];
}

async function say(out: Writable, lines: string[]): Promise<void> {
  if (lines.length > 0 && !out.write(`${lines.join('\n')}\n`)) await drained(out);
}

function drained(out: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    out.once('drain', resolve).once('error', reject).once('close', reject);
  });
}

/** Answers how many rows there are: in the text form of COPY a row is a line. */
async function copyOut(client: pg.Client, { id, columns }: StoredTable, out: Writable): Promise<number> {
  const list = columns.join(', ');
  await say(out, [`COPY ${id} (${list}) FROM stdin;`]);
  const rows = client.query(copyTo(`copy (select ${list} from ${id}) to stdout`));
  let count = 0;
  rows.on('data', (chunk: Buffer) => {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++;
  });
  rows.pipe(out, { end: false });
  await finished(rows);
  await say(out, ['\\.']);
  return count;
}
