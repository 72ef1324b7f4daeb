import pg from 'pg';
import { BackupError } from './manifest.ts';

const TABLE = 'portolan_restore';

/**
 * What a restore has done so far, in the system database it fills: cut short, the next run goes on from there, and until
 * then nothing else begins to work with a database that is half there.
 */
export class RestoreJournal {
  readonly #client: pg.Client;
  readonly #done: Set<string>;
  #writing: Promise<void> = Promise.resolve();

  private constructor(client: pg.Client, done: Set<string>) {
    this.#client = client;
    this.#done = done;
  }

  /** Begins one in an empty database, or goes on with that of the same backup. */
  static async open(url: string, backupId: string): Promise<RestoreJournal> {
    const client = new pg.Client({ connectionString: url, application_name: 'portolan restore' });
    client.on('error', () => {});
    await client.connect();
    try {
      await client.query('select pg_advisory_lock(727005)');
      if (!(await isUnderWay(client))) await begin(client, backupId);
      const { rows } = await client.query<{ step: string }>(`select step from ${TABLE}`);
      const done = new Set(rows.map(({ step }) => step));
      if (!done.has(backupId))
        throw new BackupError('The restore of another backup was cut short here: empty the database, or end that one');
      return new RestoreJournal(client, done);
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  has(step: string): boolean {
    return this.#done.has(step);
  }

  /** Written before what may leave something behind, or after what is whole. */
  write(step: string): Promise<void> {
    // Tenants are brought back several at a time, and a client takes one statement at a time.
    this.#writing = this.#writing.then(async () => {
      await this.#client.query(`insert into ${TABLE} values ($1) on conflict do nothing`, [step]);
      this.#done.add(step);
    });
    return this.#writing;
  }

  /** The restore is over: the database is free to be worked with. */
  async end(): Promise<void> {
    await this.#client.query(`drop table ${TABLE}`);
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => {});
  }
}

async function isUnderWay(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ here: boolean }>(`select to_regclass('public.${TABLE}') is not null as here`);
  return rows[0]?.here ?? false;
}

async function begin(client: pg.Client, backupId: string): Promise<void> {
  const { rowCount } = await client.query(ANYTHING);
  if (rowCount !== 0)
    throw new BackupError('The system database is not empty: a backup is brought back into an empty one');
  await client.query(
    `begin; create table ${TABLE} (step text primary key); insert into ${TABLE} values (${pg.escapeLiteral(backupId)}); commit`,
  );
}

const ANYTHING = `
  select from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' limit 1`;
