import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ConnectionKind, Permission } from '@portolan/contract';
import {
  createTestDatabase,
  quickHash,
  ready,
  type ServerProcess,
  spawnServer,
  type TestDatabase,
} from '@portolan/testing';
import type { Browser } from 'playwright-core';
import { openBrowser } from './open-browser.ts';
import { createTarget, dropTarget, type Target } from './target.ts';
import { openVisit, type Visit, type VisitOptions } from './visit.ts';

const BUILT = path.resolve(import.meta.dirname, '../../dist/index.html');
export const OPERATOR = 'operator@portolan.local';

export interface Tenant {
  id: string;
  slug: string;
  name: string;
}

export interface ConnectionFields {
  name: string;
  dbType: ConnectionKind;
  host: string;
  port: number;
  [field: string]: unknown;
}

/** The built page behind the real server, on a database of its own, and the browser of this process to look at it. */
export class Site implements AsyncDisposable {
  readonly url: string;
  readonly database: TestDatabase;
  readonly target: Target;
  /** The password of everyone here. */
  readonly password: string;
  /** Planted secrets: none may turn up in an answer. */
  readonly secrets = new Set<string>();
  readonly #server: ServerProcess;
  readonly #browser: Browser;
  readonly #token: string;
  #visits: Visit[] = [];
  #death: string | null = null;

  constructor(
    parts: { server: ServerProcess; browser: Browser; database: TestDatabase; target: Target },
    access: { password: string; token: string },
  ) {
    this.url = parts.server.url;
    this.database = parts.database;
    this.target = parts.target;
    this.password = access.password;
    this.secrets.add(access.password).add(parts.target.password);
    this.#server = parts.server;
    this.#browser = parts.browser;
    this.#token = access.token;
    void parts.server.ended.then((code) => {
      this.#death = `the server ended with ${code}: ${parts.server.output()}`;
    });
  }

  /** One REST call of the operator, who administers every tenant that a test makes. */
  async rest<T = unknown>(method: string, resource: string, options: { tenant?: Tenant; body?: unknown } = {}) {
    const headers: Record<string, string> = { authorization: `Bearer ${this.#token}` };
    if (options.tenant) headers['x-tenant-id'] = options.tenant.id;
    if (options.body) headers['content-type'] = 'application/json';
    const body = options.body ? JSON.stringify(options.body) : null;
    const answer = await fetch(this.url + resource, { method, headers, body });
    if (!answer.ok) throw new Error(`${method} ${resource}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? null : await answer.json()) as T;
  }

  async createTenant(name: string): Promise<Tenant> {
    const slug = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${randomBytes(3).toString('hex')}`;
    const { id } = await this.rest<{ id: string }>('POST', '/api/tenants', { body: { name, slug } });
    return { id, slug, name };
  }

  /** A user who holds exactly these permissions in each tenant; `admin` stands for the role of that key. */
  async createUser(
    tenants: Tenant[],
    permissions: 'admin' | Permission[],
    [firstName, lastName] = ['Ines', 'Almeida'],
  ): Promise<string> {
    const id = randomUUID();
    const email = `user-${id.slice(0, 8)}@example.com`;
    const query = this.database.query;
    await query(
      `insert into users (id, email, first_name, last_name, password_hash)
       select $1, $2, $4, $5, password_hash from users where email = $3`,
      [id, email, OPERATOR, firstName, lastName],
    );
    for (const tenant of tenants) {
      await query('insert into memberships (tenant_id, user_id) values ($1, $2)', [tenant.id, id]);
      const role = await this.#role(tenant, permissions);
      await query('insert into membership_roles values ($1, $2, $3)', [tenant.id, id, role]);
    }
    return email;
  }

  async #role(tenant: Tenant, permissions: 'admin' | Permission[]): Promise<string> {
    const query = this.database.query<{ id: string }>;
    if (permissions === 'admin') {
      const [admin] = await query("select id from roles where tenant_id = $1 and key = 'admin'", [tenant.id]);
      return admin?.id ?? '';
    }
    const id = randomUUID();
    await query('insert into roles (id, tenant_id, name) values ($1, $2, $3)', [id, tenant.id, `Role ${id}`]);
    for (const permission of permissions)
      await query('insert into role_permissions values ($1, $2, $3)', [tenant.id, id, permission]);
    return id;
  }

  async createConnection(tenant: Tenant, fields: Partial<ConnectionFields> & { name: string }): Promise<string> {
    const body = { ...this.target, dbType: 'postgresql', useSsl: false, ...fields };
    const { data } = await this.rest<{ data: { id: string } }>('POST', '/api/connections', { tenant, body });
    return data.id;
  }

  /** Connections named `connection-001` and so on, straight into the database: what counts is that they are many. */
  async createManyConnections(tenant: Tenant, count: number): Promise<void> {
    await this.database.query(
      `insert into data_connections (id, tenant_id, name, db_type, host, port, created_at)
       select gen_random_uuid(), $1, 'connection-' || lpad(n::text, 3, '0'), 'postgresql', 'db.example.com', 5432,
              now() - n * interval '1 minute'
       from generate_series(1, $2::int) n`,
      [tenant.id, count],
    );
  }

  /** A new browser profile; signed in when the options name a user. */
  async visit(options: VisitOptions = {}): Promise<Visit> {
    const visit = await openVisit(this.#browser, this, options);
    this.#visits.push(visit);
    return visit;
  }

  /** Closes what a test opened; answers every complaint of the browser and every leaked secret. */
  async closeVisits(): Promise<string[]> {
    const visits = this.#visits;
    this.#visits = [];
    const faults = await Promise.all(visits.map((visit) => visit.close()));
    return [...faults.flat(), ...(this.#death ? [this.#death] : [])];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.child.kill('SIGTERM');
    await this.#server.ended;
    await dropTarget(this.database, this.target);
    await this.database[Symbol.asyncDispose]();
  }
}

/** `settings`: more of the environment of the server. */
export async function openSite(settings: Record<string, string> = {}): Promise<Site> {
  if (!existsSync(BUILT)) throw new Error('The page is not built: run `pnpm build` first');
  const database = await createTestDatabase();
  const target = await createTarget(database);
  const password = `Windrose-${randomBytes(9).toString('hex')}`;
  const [server, browser] = await Promise.all([
    spawnServer({
      DATABASE_URL: database.url,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      TENANT_DB_PREFIX: database.tenantPrefix,
      PORTOLAN_OPERATOR_PASSWORD: password,
      PORTOLAN_RATE_LIMIT: 'off',
      PORTOLAN_EGRESS_ALLOW: '127.0.0.0/8',
      PORTOLAN_DEMO: 'off',
      LOG_LEVEL: 'warn',
      ...settings,
    }).then(ready),
    openBrowser(),
  ]);
  // Everybody here has the operator's.
  await database.query('update users set password_hash = $1 where email = $2', [quickHash(password), OPERATOR]);
  const body = new URLSearchParams({ username: OPERATOR, password });
  const answer = await fetch(`${server.url}/api/v1/auth/token`, { method: 'POST', body });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return new Site({ server, browser, database, target }, { password, token });
}
