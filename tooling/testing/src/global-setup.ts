import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { migrateDatabase, systemMigrations } from '@portolan/db';
import { startEmbeddedPostgres } from '@portolan/db/embedded';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { withDatabase } from './with-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    postgresTemplate: string;
  }
}

interface Server {
  url: string;
  stop(): Promise<void>;
}

/** One real PostgreSQL for the whole run, with a migrated template that each test file clones. */
export default async function setup(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server: Server = given ? { url: given, stop: async () => {} } : await startServer();
  // A name of this run: a server that was given may serve another one at the same time.
  const template = `test_template_${randomBytes(4).toString('hex')}`;
  await ask(server.url, `create database ${template}`);
  await migrateDatabase(withDatabase(server.url, template), systemMigrations);
  project.provide('postgresUrl', server.url);
  project.provide('postgresTemplate', template);
  return async () => {
    await ask(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
}

async function startServer(): Promise<Server> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'portolan-test-'));
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' };
  const server = await startEmbeddedPostgres({ dataDir, settings });
  return {
    url: server.url('postgres'),
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
