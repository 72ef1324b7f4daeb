import pg from 'pg';

/** A database to chart, and who may read it. */
export interface Sample {
  host: string;
  port: number;
  databaseName: string;
  username: string;
  password: string;
}

/** The schema of the sample. */
export const SCHEMA = 'smoke';

/** Makes the sample in a database that is there. */
export async function makeSample(url: string): Promise<Sample> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`
      create schema ${SCHEMA};
      create table ${SCHEMA}.harbours (id int primary key, name text not null, depth numeric(4, 1));
      comment on table ${SCHEMA}.harbours is 'Häfen ⚓';
      create table ${SCHEMA}.voyages (id int primary key, "from" int not null references ${SCHEMA}.harbours);
      create view ${SCHEMA}.deep as select * from ${SCHEMA}.harbours where depth > 10`);
  } finally {
    await client.end();
  }
  const { hostname: host, port, pathname, username, password } = new URL(url);
  return {
    host,
    port: Number(port),
    databaseName: pathname.slice(1),
    username,
    password: decodeURIComponent(password),
  };
}
