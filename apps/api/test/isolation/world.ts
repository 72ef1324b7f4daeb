import { createHash, randomUUID } from 'node:crypto';
import {
  type Column,
  HYPERVISOR_POOLS,
  type Permission,
  PLAIN_COLUMN,
  PLAIN_TABLE,
  type SystemRoleKey,
  type TableDefinition,
} from '@portolan/contract';
import { type Harness, MEMBER_PASSWORD, OPERATOR } from '../harness.ts';

/** Everyone who may stand before a procedure. All but the last three are members of the own tenant. */
export const PRINCIPALS = [
  ...(['admin', 'contributor', 'viewer', 'roleEditor', 'tester', 'deactivated'] as const),
  ...(['operator', 'outsider', 'anonymous'] as const),
] as const;
export type PrincipalName = (typeof PRINCIPALS)[number];

const ROLES: Record<'admin' | 'contributor' | 'viewer' | 'roleEditor' | 'tester', SystemRoleKey | Permission[]> = {
  admin: 'admin',
  contributor: 'contributor',
  viewer: 'viewer',
  roleEditor: ['role:read', 'role:create', 'role:update', 'role:delete', 'role:assign_users', 'user:read'],
  tester: ['connections:read', 'connections:test'],
};

/** Two tenants full of rows, and principals who never grow stale: each call gets a session of its own. */
export interface World {
  api: Harness;
  own: Fixture;
  foreign: Fixture;
  /** Text in the names of every row of the foreign tenant. */
  foreignMark: string;
  bearer(principal: PrincipalName): Promise<string | undefined>;
  accountOf(principal: PrincipalName): { id: string; email: string } | undefined;
  /** The address of a principal in letters that it does not have now. */
  otherSpelling(principal: PrincipalName): string;
}

export async function createWorld(api: Harness): Promise<World> {
  const operator = await api.token();
  const marks = { own: 'Lighthouse', foreign: 'Shipwreck' };
  const own = await tenantOf(api, operator, 'own', marks.own);
  const foreign = await tenantOf(api, operator, 'foreign', marks.foreign);
  const third = await tenantOf(api, operator, 'third', 'Harbour');
  // The operator stands above the tenants and is a member of none.
  await api.database.query('delete from memberships m using users u where u.id = m.user_id and u.is_operator');
  // Thousands of calls are asked for their events.
  await api.database.query('create index on audit_events (request_id)');
  const accounts = new Map<PrincipalName, { id: string; email: string }>();
  for (const [name, role] of Object.entries(ROLES)) {
    accounts.set(name as PrincipalName, await api.member(own.tenantId, role));
  }
  accounts.set('outsider', await api.member(third.tenantId, 'admin'));
  const deactivated = await api.member(own.tenantId, 'admin');
  await api.database.query('update memberships set is_active = false where user_id = $1', [deactivated.id]);
  await api.database.query('update users set is_active = false where id = $1', [deactivated.id]);
  accounts.set('deactivated', deactivated);
  const [row] = await api.database.query<{ id: string }>('select id from users where is_operator');
  accounts.set('operator', { id: row?.id ?? '', email: OPERATOR.username });
  return {
    api,
    own,
    foreign,
    foreignMark: marks.foreign,
    accountOf: (principal) => accounts.get(principal),
    otherSpelling(principal) {
      const email = accounts.get(principal)?.email ?? 'nobody@example.com';
      const at = counter++ % 5;
      return `${email.slice(0, at)}${email.slice(at, at + 1).toUpperCase()}${email.slice(at + 1)}`;
    },
    async bearer(principal) {
      const account = accounts.get(principal);
      return account && issue(api, account.id);
    },
  };
}

async function issue(api: Harness, userId: string): Promise<string> {
  const sessionId = randomUUID();
  // As long as a new one lasts: one that is half over is prolonged by its first call.
  await api.aside(
    "insert into sessions (id, user_id, secret_hash, expires_at) values ($1, $2, 'x', now() + interval '10 days')",
    [sessionId, userId],
  );
  return api.composition.services.tokens.issue(sessionId, userId);
}

async function tenantOf(api: Harness, operator: string, slug: string, mark: string): Promise<Fixture> {
  const fixture = new Fixture(api, await api.createTenant(operator, slug), slug, mark);
  await api.database.query('update tenants set name = $2 where id = $1', [fixture.tenantId, `${mark} tenant`]);
  await fixture.fill();
  return fixture;
}

function definitionOf(name: string): TableDefinition {
  const column: Column = {
    ...PLAIN_COLUMN,
    baseType: 'text',
    name,
    position: 1,
    nativeType: 'text',
    type: 'string',
    length: null,
    precision: null,
    scale: null,
    nullable: true,
    default: null,
    generated: null,
    collation: null,
    comment: null,
  };
  return {
    ...PLAIN_TABLE,
    schema: 'public',
    name,
    type: 'table',
    kind: 'table',
    comment: null,
    columns: [column],
    primaryKey: null,
    foreignKeys: [],
    uniques: [],
    checks: [],
    indexes: [],
  };
}

let counter = 0;

/** Makes rows of one tenant behind the API's back, so that each call can have one that nobody has touched. */
export class Fixture {
  #owner: Promise<string> | undefined;
  readonly api: Harness;
  readonly tenantId: string;
  readonly slug: string;
  readonly mark: string;

  constructor(api: Harness, tenantId: string, slug: string, mark: string) {
    Object.assign(this, { api, tenantId, slug, mark });
    this.api = api;
    this.tenantId = tenantId;
    this.slug = slug;
    this.mark = mark;
  }

  /** A few rows of each kind, so that every list has something to show, or to leak. */
  async fill(): Promise<void> {
    await Promise.all([
      this.connection(),
      this.role(),
      this.invitation(),
      this.user(),
      this.apiKey(),
      this.serviceAccount(),
      this.charted(),
      this.view(),
      this.notificationDelivery(),
      this.incident(),
      this.machine('STOPPED'),
    ]);
    await this.api.database.query(
      `insert into audit_events (id, tenant_id, action, outcome, details)
       values (gen_random_uuid(), $1, 'connections:create', 'success', jsonb_build_object('name', $2::text))`,
      [this.tenantId, `${this.mark} event`],
    );
    await this.api.composition.prepare();
  }

  name(kind: string): string {
    return `${this.mark} ${kind} ${counter++}`;
  }

  async connection(deleted = false): Promise<string> {
    const id = randomUUID();
    // Nothing listens on port 1: a test or a look inside ends at once, and honestly.
    await this.#insert('data_connections', {
      id,
      tenant_id: this.tenantId,
      name: this.name('connection'),
      db_type: 'postgresql',
      host: '127.0.0.1',
      port: 1,
      username: 'u',
      deleted_at: deleted ? new Date() : null,
    });
    return id;
  }

  /** A connection with a snapshot of where it points, of one table. */
  async charted(): Promise<{ id: string; snapshotId: string; table: string }> {
    const id = await this.connection();
    const [snapshotId, treeId] = [randomUUID(), randomUUID()];
    const name = this.name('table');
    const destination = JSON.stringify([JSON.stringify(['postgresql', '127.0.0.1', 1, '', '', '', 'disable']), null]);
    const schema = { name: 'public', isDefault: true, isSystem: false };
    const { tenantDatabases } = this.api.composition.services;
    await tenantDatabases.transaction(this.slug, async (em) => {
      const run = (sql: string, values: unknown[]) => em.execute(sql, values, 'run');
      await run('insert into schema_tables (hash, definition) values (sha256(?::text::bytea), ?::jsonb)', [
        id,
        JSON.stringify(definitionOf(name)),
      ]);
      await run("insert into schema_columns values (sha256(?::text::bytea), 1, ?, 'text', 'string', null)", [id, name]);
      await run("insert into schema_trees values (?, ?, ?, sha256(?::text::bytea), '[]', ?::jsonb, 1, 1)", [
        treeId,
        id,
        destination,
        id,
        JSON.stringify([schema]),
      ]);
      await run(
        "insert into schema_tree_tables values (?, 'public', ?, 'table', 'table', null, sha256(?::text::bytea))",
        [treeId, name, id],
      );
      await run('insert into schema_snapshots values (?, ?, ?, now(), null, 1)', [snapshotId, id, treeId]);
    });
    return { id, snapshotId, table: name };
  }

  /** A view that somebody keeps for themselves, or a shared one of nobody. */
  async view(userId?: string): Promise<string> {
    const id = randomUUID();
    const who = { user_id: userId ?? null, is_shared: userId === undefined };
    await this.#insert('saved_views', { id, tenant_id: this.tenantId, name: this.name('view'), state: {}, ...who });
    return id;
  }

  async notificationRule(): Promise<string> {
    const id = randomUUID();
    const target = { type: 'email', to: [`${this.mark}@example.com`.toLowerCase()] };
    const what = { name: this.name('rule'), events: '{incident.opened}', filter: { type: 'all' }, target };
    await this.#insert('notification_rules', { id, tenant_id: this.tenantId, ...what });
    return id;
  }

  /** A message that was sent, with its rule. */
  async notificationDelivery(): Promise<string> {
    const [id, rule_id] = [randomUUID(), await this.notificationRule()];
    const what = { rule_name: this.name('rule'), target: 'x@example.com', message_id: id, kind: 'test', count: 0 };
    const how = { events: '[]', types: '{}', status: 'delivered', created_at: new Date() };
    await this.#insert('notification_deliveries', { id, tenant_id: this.tenantId, rule_id, ...what, ...how });
    return id;
  }

  /** An incident that has not ended, of a connection that fails. */
  async incident(): Promise<string> {
    const id = randomUUID();
    const connectionId = await this.connection();
    const started_at = new Date();
    await this.#insert('incidents', { id, tenant_id: this.tenantId, started_at, code: 'TCP_REFUSED', team: 'dba' });
    await this.#insert('incident_members', {
      incident_id: id,
      tenant_id: this.tenantId,
      connection_id: connectionId,
      name: this.name('member'),
      kind: 'postgresql',
      host: '127.0.0.1',
      code: 'TCP_REFUSED',
      started_at,
    });
    return id;
  }

  async role(permissions: Permission[] = ['user:read']): Promise<string> {
    const id = randomUUID();
    await this.#insert('roles', { id, tenant_id: this.tenantId, name: this.name('role') });
    for (const permission of permissions) {
      const grant = { tenant_id: this.tenantId, role_id: id, permission_id: permission };
      await this.#insert('role_permissions', grant);
    }
    return id;
  }

  async user(): Promise<string> {
    const id = randomUUID();
    await this.#insert('users', { id, email: `${this.mark}-${id}@example.com`.toLowerCase(), first_name: this.mark });
    await this.#insert('memberships', { tenant_id: this.tenantId, user_id: id });
    return id;
  }

  /** A user of no tenant, with the token of a reset link. */
  async resetToken(): Promise<string> {
    const id = randomUUID();
    await this.#insert('users', { id, email: `reset-${id}@example.com` });
    const { token, hash } = linkToken();
    await this.#insert('password_resets', { user_id: id, token_hash: hash, expires_at: inAWeek() });
    return token;
  }

  /** A device that waits for somebody, or whose session a person of this tenant has approved. */
  async handOver(
    state: 'pending' | 'approved',
  ): Promise<{ deviceCode: string; userCode: string; codeVerifier: string }> {
    const { token: codeVerifier, hash } = linkToken();
    const body = { device: this.mark, code_challenge: Buffer.from(hash, 'hex').toString('base64url') };
    const { body: begun } = await this.api.raw('POST', '/api/v1/auth/hand-overs', { body });
    const { device_code: deviceCode, user_code: userCode } = begun;
    if (state === 'approved') {
      await this.api.database.query(`update hand_overs set status = $1, user_id = $2 where device_hash = $3`, [
        state,
        await this.user(),
        createHash('sha256').update(deviceCode).digest('hex'),
      ]);
    }
    return { deviceCode, userCode, codeVerifier };
  }

  async invitation(): Promise<{ id: string; token: string }> {
    const id = randomUUID();
    const { token, hash } = linkToken();
    await this.#insert('invitations', {
      id,
      tenant_id: this.tenantId,
      email: `${this.mark}-${id}@example.com`.toLowerCase(),
      status: 'pending',
      role_id: await this.role(),
      token_hash: hash,
      expires_at: inAWeek(),
    });
    return { id, token };
  }

  /** Somebody who is an operator besides whoever asks. */
  async operator(): Promise<string> {
    const id = randomUUID();
    await this.#insert('users', { id, email: `${id}@example.com`, is_operator: true });
    return id;
  }

  /** The token of an invitation to be an operator. */
  async operatorInvitation(): Promise<string> {
    const { token, hash } = linkToken();
    const id = randomUUID();
    await this.#insert('operator_invitations', {
      id,
      email: `${id}@example.com`,
      token_hash: hash,
      status: 'pending',
      expires_at: inAWeek(),
    });
    return token;
  }

  /** A key of somebody, or of who is named; a rotated one has a former secret that still works. */
  async apiKey({ owner, isRotated }: { owner?: string | undefined; isRotated?: true } = {}): Promise<string> {
    const id = randomUUID();
    await this.#insert('api_keys', {
      id,
      tenant_id: this.tenantId,
      user_id: owner ?? (await this.user()),
      name: this.name('key'),
      secret_hash: 'x',
      permission_ids: ['user:read'],
      ...(isRotated ? { generation: 2, former_hash: 'y', former_until: inAWeek() } : {}),
    });
    await this.#insert('api_key_uses', {
      tenant_id: this.tenantId,
      api_key_id: id,
      day: new Date(),
      address: this.mark,
      generation: 1,
    });
    return id;
  }

  /** A member without a person, with a role and a key. */
  async serviceAccount(): Promise<string> {
    const id = randomUUID();
    const name = this.name('service');
    await this.#insert('users', { id, email: null, first_name: name });
    await this.#insert('memberships', { tenant_id: this.tenantId, user_id: id });
    await this.#insert('service_accounts', { user_id: id, tenant_id: this.tenantId, name });
    await this.#insert('membership_roles', { tenant_id: this.tenantId, user_id: id, role_id: await this.role() });
    await this.apiKey({ owner: id });
    return id;
  }

  /** A hypervisor that nobody looks after, as if it were there, with a template. */
  async hypervisor(): Promise<{ id: string; templateId: string }> {
    const [id, templateId] = [randomUUID(), randomUUID()];
    await this.#insert('hypervisors', {
      id,
      name: `hypervisor ${id}`,
      uri: 'qemu+tcp://127.0.0.1:9/system',
      pools: HYPERVISOR_POOLS,
      reachable: true,
      last_seen_at: inAWeek(),
    });
    const sizes = { cpu: 1, memory_mib: 128, disk_mib: 1_024 };
    await this.#insert('vm_templates', { id: templateId, hypervisor_id: id, volume: 'base', name: 'Base', ...sizes });
    return { id, templateId };
  }

  /** One for all: the people of a tenant are to stay fewer than a page of them. */
  #ownerOfMachines(): Promise<string> {
    this.#owner ??= this.user();
    return this.#owner;
  }

  async machine(status: 'RUNNING' | 'STOPPED'): Promise<string> {
    const id = randomUUID();
    const name = this.name('machine');
    await this.#insert('vms', {
      id,
      tenant_id: this.tenantId,
      hypervisor_id: (await this.hypervisor()).id,
      owner_id: await this.#ownerOfMachines(),
      name,
      told_name: name,
      status,
      cpu: 1,
      memory_mib: 128,
      disk_mib: 1_024,
      source_type: 'template',
      step: 'made',
    });
    await this.#insert('vm_events', {
      tenant_id: this.tenantId,
      vm_id: id,
      level: 'INFO',
      message: this.name('event'),
    });
    return id;
  }

  /** A tenant of the installation in some state; its database is nobody's concern here. */
  async tenant(status: 'active' | 'deleted'): Promise<string> {
    const slug = `t${randomUUID()}`;
    const deleted_at = status === 'deleted' ? new Date() : null;
    const id = randomUUID();
    await this.#insert('tenants', { id, slug, name: this.name('tenant'), status, deleted_at });
    await this.#insert('roles', { id: randomUUID(), tenant_id: id, key: 'admin', name: 'Tenant Admin' });
    return slug;
  }

  async #insert(table: string, row: Record<string, unknown>): Promise<void> {
    const columns = Object.keys(row);
    const places = columns.map((_, index) => `$${index + 1}`);
    const sql = `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`;
    await this.api.database.query(sql, Object.values(row));
  }
}

function linkToken(): { token: string; hash: string } {
  const token = createHash('sha256').update(randomUUID()).digest('base64url');
  return { token, hash: createHash('sha256').update(token).digest('hex') };
}

function inAWeek(): Date {
  return new Date(Date.now() + 7 * 86_400_000);
}

export { MEMBER_PASSWORD };
