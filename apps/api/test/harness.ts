import { randomBytes, randomUUID } from 'node:crypto';
import { type ClientOptions, createClient } from '@portolan/client';
import type { Permission, SystemRoleKey } from '@portolan/contract';
import type { Services } from '@portolan/core';
import { createApp, createSite } from '@portolan/http';
import { checkAnswers } from '@portolan/router';
import { BUNDLED_WORKER, createTestDatabase, leakedSecrets, quickHash, type TestDatabase } from '@portolan/testing';
import type { Hono } from 'hono';
import { expect } from 'vitest';
import { type Composition, compose } from '../src/compose.ts';
import { readConfiguration } from '../src/env.ts';
import { createLogger, withoutRedaction } from '../src/logger.ts';
import { createMetrics } from '../src/metrics/metrics.ts';
import type { Answer } from './answer.ts';
import { type AnswerValidator, answerValidator } from './answer-validator.ts';
import { type Composed, inTurns } from './in-turns.ts';

export const OPERATOR = { username: 'operator@portolan.local', password: 'operator-password-1' };
export const MEMBER_PASSWORD = 'member-password-1';

const MEMBER_HASH = quickHash(MEMBER_PASSWORD);
const OPERATOR_HASH = quickHash(OPERATOR.password);

/** `PORTOLAN_TEST_PROCESSES=2`: whatever is asked goes to two processes of the installation in turn. */
const IN_TWO = process.env.PORTOLAN_TEST_PROCESSES === '2';

export interface Member {
  id: string;
  email: string;
  token: string;
}

export interface AskOptions {
  token?: string | undefined;
  tenant?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

// Both faces hold each answer against its schema, before it is written: what nobody declared fails its call.
checkAnswers();

/** The whole API over a database of its own. Each answer is held against the OpenAPI document and scanned for secrets. */
export class Harness {
  readonly app: Hono;
  readonly composition: Composition;
  /** What each process of it works with: one, unless the suite asks two in turn. */
  readonly processes: readonly Services[];
  readonly database: TestDatabase;
  /** The same without waiting until the process has heard of it: for what reads, and what nobody can know of before. */
  readonly aside: TestDatabase['query'];
  readonly log: string[];
  /** Planted secrets: none may turn up in any answer or log line. */
  readonly secrets = new Set<string>();
  /** Where the app is asked, as its configuration has it. */
  readonly origin: string;
  readonly key: string;
  readonly #validator: AnswerValidator;

  constructor(parts: {
    app: Hono;
    composition: Composition;
    processes: readonly Services[];
    database: TestDatabase;
    aside: TestDatabase['query'];
    log: string[];
    key: string;
    origin: string;
  }) {
    this.origin = parts.origin;
    this.app = parts.app;
    this.composition = parts.composition;
    this.processes = parts.processes;
    this.database = parts.database;
    this.aside = parts.aside;
    this.log = parts.log;
    this.secrets.add(parts.key).add(OPERATOR.password).add(MEMBER_PASSWORD);
    this.key = parts.key;
    this.#validator = answerValidator();
  }

  /** One REST call. */
  async ask(method: string, path: string, options: AskOptions = {}): Promise<Answer> {
    const answer = await this.raw(method, path, options);
    this.#validator.check(method, path, answer);
    return answer;
  }

  /** One HTTP call that the OpenAPI document does not speak of. */
  async raw(method: string, path: string, options: AskOptions = {}): Promise<Answer> {
    const headers = new Headers(options.headers);
    if (options.token) headers.set('authorization', `Bearer ${options.token}`);
    if (options.tenant) headers.set('x-tenant-id', options.tenant);
    let body: string | Uint8Array<ArrayBuffer> | null = null;
    if (options.body !== undefined) {
      const { body: given } = options;
      body = typeof given === 'string' || given instanceof Uint8Array ? (given as string) : JSON.stringify(given);
      if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    }
    const response = await this.app.request(this.origin + path, { method, headers, body });
    const text = await response.text();
    const everything = text + [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    expect(leakedSecrets(everything, this.secrets)).toEqual([]);
    const isJson = /[/+]json(;|$)/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : null, text };
  }

  async token(username = OPERATOR.username, password = OPERATOR.password): Promise<string> {
    const answer = await this.ask('POST', '/api/v1/auth/token', { body: { username, password } });
    expect(answer.status).toBe(200);
    return answer.body.access_token;
  }

  /** A client over tRPC, as internal tools use it. `heard` is told of each answer. */
  client(token?: string, tenant?: string, heard: (response: Response) => void = () => {}) {
    const fetch: ClientOptions['fetch'] = async (input, init) => {
      const response = await this.app.request(input, init as RequestInit);
      heard(response);
      return response;
    };
    return createClient(this.origin, {
      fetch,
      ...(token ? { token } : {}),
      ...(tenant ? { tenant } : {}),
    });
  }

  async createTenant(token: string, slug: string): Promise<string> {
    const answer = await this.ask('POST', '/api/tenants', { token, body: { name: `Tenant ${slug}`, slug } });
    expect(answer.status).toBe(201);
    return answer.body.id;
  }

  /** A member with a system role, with a custom role of exactly these permissions, or with none (null); signed in. */
  async member(tenantId: string, role: SystemRoleKey | readonly Permission[] | null): Promise<Member> {
    const id = randomUUID();
    const kind = typeof role === 'string' ? role : role ? 'custom' : 'nobody';
    const email = `${kind}-${id.slice(0, 8)}@example.com`;
    const values = [id, email, MEMBER_HASH];
    await this.database.query('insert into users (id, email, password_hash) values ($1, $2, $3)', values);
    await this.join(tenantId, id, role);
    return { id, email, token: await this.token(email, MEMBER_PASSWORD) };
  }

  /** Makes an existing user a member of one more tenant. */
  async join(tenantId: string, userId: string, role: SystemRoleKey | readonly Permission[] | null): Promise<void> {
    await this.database.query('insert into memberships (tenant_id, user_id) values ($1, $2)', [tenantId, userId]);
    if (role === null) return;
    const roleId = typeof role === 'string' ? await this.roleId(tenantId, role) : await this.customRole(tenantId, role);
    await this.database.query('insert into membership_roles (tenant_id, user_id, role_id) values ($1, $2, $3)', [
      tenantId,
      userId,
      roleId,
    ]);
  }

  async roleId(tenantId: string, key: SystemRoleKey): Promise<string> {
    const rows = await this.database.query<{ id: string }>('select id from roles where tenant_id = $1 and key = $2', [
      tenantId,
      key,
    ]);
    return rows[0]?.id as string;
  }

  /** A custom role made behind the API's back, so that it can hold anything. */
  async customRole(tenantId: string, permissions: readonly Permission[]): Promise<string> {
    const id = randomUUID();
    await this.database.query("insert into roles (id, tenant_id, name) values ($1, $2, 'Custom ' || $1::uuid)", [
      id,
      tenantId,
    ]);
    await this.database.query(
      'insert into role_permissions (tenant_id, role_id, permission_id) select $1, $2, unnest($3::text[])',
      [tenantId, id, permissions],
    );
    return id;
  }

  /** The events of one request, oldest first. */
  events(answer: Answer): Promise<{ action: string; outcome: string; details: Record<string, unknown> }[]> {
    return this.aside(
      'select action, outcome, entity_type, entity_id, actor_user_id, details from audit_events where request_id = $1 order by created_at, seq',
      [answer.headers.get('x-request-id')],
    );
  }

  async close(): Promise<void> {
    expect(leakedSecrets(this.log.join(''), this.secrets)).toEqual([]);
    await this.composition.close();
    await this.database[Symbol.asyncDispose]();
  }
}

/** The API over a database of its own. */
export async function startHarness(env: Record<string, string> = {}): Promise<Harness> {
  return openFresh(env, IN_TWO ? 2 : 1);
}

/** The same as one process, however many the suite asks: where a test is about what a process has seen itself. */
export async function startProcess(env: Record<string, string> = {}): Promise<Harness> {
  return openFresh(env, 1);
}

/** Another process of the same installation, with settings of its own; the first one keeps the database. */
export function startBeside(api: Harness, env: Record<string, string> = {}): Promise<Harness> {
  const shared = { ...api.database, [Symbol.asyncDispose]: async () => {} };
  return openHarness(shared, { ENCRYPTION_KEY: api.key, ...env }, 1);
}

async function openFresh(env: Record<string, string>, count: number): Promise<Harness> {
  const api = await openHarness(await createTestDatabase(), { ENCRYPTION_KEY: newKey(), ...env }, count);
  // Signed in by nearly every test.
  await api.aside('update users set password_hash = $1 where email = $2', [OPERATOR_HASH, OPERATOR.username]);
  return api;
}

const newKey = () => randomBytes(32).toString('base64');

async function openHarness(database: TestDatabase, env: { ENCRYPTION_KEY: string }, count: number): Promise<Harness> {
  const settings = {
    DATABASE_URL: database.url,
    TENANT_DB_PREFIX: database.tenantPrefix,
    PORTOLAN_OPERATOR_PASSWORD: OPERATOR.password,
    PORTOLAN_RATE_LIMIT: 'off',
    // Whoever wants checks looks round by round: nothing is dialled that a test has not called for.
    PORTOLAN_MONITORING: 'off',
    PORTOLAN_EGRESS_ALLOW: '127.0.0.0/8',
    PORTOLAN_PUBLIC_URL: 'http://localhost',
    LOG_LEVEL: 'debug',
  };
  const config = readConfiguration({ ...settings, ...env }, false);
  const lines: string[] = [];
  const log = createLogger(config.log, { write: (line) => void lines.push(line) });
  const masterKey = config.encryptionKey as Uint8Array<ArrayBuffer>;
  const start = async (): Promise<Composed> => {
    const composition = await compose(config, {
      databaseUrl: database.url,
      masterKey,
      log,
      version: '0.0.0-test',
      ...(BUNDLED_WORKER ? { driverWorker: BUNDLED_WORKER } : {}),
    });
    await composition.prepare();
    const app = createApp({
      services: composition.services,
      requestLog: withoutRedaction(log),
      publicUrl: config.publicUrl,
      site: createSite(config, () => config.port),
      addressOf: (c) => c.req.header('x-test-address') ?? '192.0.2.1',
      measured: { metrics: createMetrics(composition.services), token: config.metricsToken },
    });
    return { app, composition };
  };
  const all: Composed[] = [];
  while (all.length < count) all.push(await start());
  const { app, composition } = inTurns(all);
  const processes = all.map(({ composition }) => composition.services);
  const { origin } = config.publicUrl;
  // What a test changes behind the API's back is another process's change: it is heard of before the next request.
  const query: TestDatabase['query'] = async (sql, values) => {
    const rows = await database.query(sql, values);
    await Promise.all(processes.map(({ db }) => db.settled()));
    return rows as never;
  };
  const watched = { ...database, query };
  const { query: aside } = database;
  const parts = { app, composition, processes, database: watched, aside, log: lines, key: env.ENCRYPTION_KEY, origin };
  return new Harness(parts);
}
