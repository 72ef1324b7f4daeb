import pg from 'pg';
import type { Workspace } from '../workspace.ts';

export type Ask = (path: string, body?: object) => Promise<Response>;

/** Creations at a time. */
const AT_ONCE = 8;
const PASSWORD = 'watched-password';

/** When a connection was checked, in seconds since 1970, and whether it was reached. */
export interface Check {
  at: number;
  ok: boolean;
}

/** Connections that are watched, all to the server that is there anyway, by a login of their own. */
export class Watched implements AsyncDisposable {
  readonly ask: Ask;
  readonly system: pg.Client;
  readonly #tenant: pg.Client;
  readonly #target: object;
  readonly #interval: number;
  readonly ids: string[] = [];

  private constructor(ask: Ask, clients: { system: pg.Client; tenant: pg.Client }, target: object, interval: number) {
    this.ask = ask;
    this.system = clients.system;
    this.#tenant = clients.tenant;
    this.#target = target;
    this.#interval = interval;
  }

  static async open(workspace: Workspace, interval: number): Promise<Watched> {
    const { token } = await workspace.signIn();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const ask: Ask = (path, body) =>
      fetch(workspace.url + path, { method: body ? 'POST' : 'GET', headers, body: body ? JSON.stringify(body) : null });
    const [system, tenant] = [workspace.databaseUrl, ofTenant(workspace.databaseUrl)].map(
      (connectionString) => new pg.Client({ connectionString }),
    ) as [pg.Client, pg.Client];
    await Promise.all([system.connect(), tenant.connect()]);
    await system.query(`create role watched login password '${PASSWORD}'`);
    // The product's own database lets nobody else in.
    await system.query('create database watched owner watched');
    const { host, port } = workspace.access;
    const target = { dbType: 'postgresql', host, port, databaseName: 'watched', username: 'watched' };
    return new Watched(ask, { system, tenant }, target, interval);
  }

  /** Has so many in all, whose checks are spread over the interval, and waits until each was checked since; tells of those that are not reached. */
  async grow(count: number): Promise<void> {
    const create = async () => {
      while (this.ids.length < count) {
        const place = this.ids.push('') - 1;
        const monitoring = { intervalSeconds: this.#interval };
        const body = { name: `Watched ${place}`, ...this.#target, password: PASSWORD, monitoring };
        const answer = await this.ask('/api/connections', body);
        if (answer.status !== 201) throw new Error(await answer.text());
        const { data } = (await answer.json()) as { data: { id: string } };
        this.ids[place] = data.id;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, create));
    await this.system.query(
      `update connection_monitors set next_check_at = now() + random() * make_interval(secs => interval_seconds)
       where connection_id = any($1::uuid[])`,
      [this.ids],
    );
    await sleep(this.#interval * 1_000);
    const { rows } = await this.system.query<{ code: string | null; count: number }>(
      `select last_code as code, count(*)::int from connection_monitors
       where connection_id = any($1::uuid[]) and (last_check_at is null or last_code is not null) group by 1`,
      [this.ids],
    );
    for (const { code, count } of rows) console.log(`  ${count} are not reached: ${code ?? 'not checked yet'}`);
  }

  /** The checks of each between two moments, in seconds since 1970, as its history has them. */
  async checks(from: number, to: number): Promise<Check[][]> {
    const { rows } = await this.#tenant.query<Check & { id: string }>(
      `select id, at, ok from (
         select h.connection_id as id, extract(epoch from s.hour)::int + unnest(s.at) as at, unnest(s.outcome) = 0 as ok
         from health_samples s join health_connections h on h.number = s.connection) taken
       where at >= $1::float8 and at < $2::float8 and id = any($3::uuid[]) order by at`,
      [from, to, this.ids],
    );
    const found = Map.groupBy(rows, ({ id }) => id);
    return this.ids.map((id) => found.get(id) ?? []);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.system.end(), this.#tenant.end()]);
  }
}

/** The database of the tenant that is there from the start. */
function ofTenant(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.pathname = '/dbtools_tenant_demo';
  return url.href;
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
