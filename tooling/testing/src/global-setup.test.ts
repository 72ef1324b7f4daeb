import pg from 'pg';
import { afterEach, describe, expect, inject, it } from 'vitest';
import setup from './global-setup.ts';

const url = inject('postgresUrl');
const before = process.env.TEST_DATABASE_URL;
afterEach(() => {
  if (before === undefined) delete process.env.TEST_DATABASE_URL;
  else process.env.TEST_DATABASE_URL = before;
});

async function databases(name: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('select datname from pg_database where datname = $1', [name]);
  await client.end();
  return rows.map(({ datname }) => datname);
}

describe('TEST_DATABASE_URL', () => {
  it('names the server that the tests use, and that is left as it was', async () => {
    process.env.TEST_DATABASE_URL = url;
    const provided: Record<string, string> = {};
    const end = await setup({ provide: (key, value) => Object.assign(provided, { [key]: value }) });
    const { postgresTemplate = '' } = provided;
    expect(provided.postgresUrl).toBe(url);
    expect(await databases(postgresTemplate)).toEqual([postgresTemplate]);
    await end();
    expect(await databases(postgresTemplate)).toEqual([]);
    expect(await databases('postgres')).toEqual(['postgres']);
  });

  it('is told of when nobody answers there', async () => {
    process.env.TEST_DATABASE_URL = 'postgres://nobody@127.0.0.1:1/postgres';
    await expect(setup({ provide: () => {} })).rejects.toThrow('ECONNREFUSED');
  });
});
