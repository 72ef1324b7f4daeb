import { randomUUID } from 'node:crypto';
import { MEMBER_PASSWORD, OPERATOR } from '../harness.ts';
import type { Fixture, PrincipalName, World } from './world.ts';

type Input = Record<string, unknown>;

export interface Asker {
  principal: PrincipalName;
  world: World;
}

/** Who may call a procedure, and with what it can be tried. */
export interface Entry {
  scope: 'public' | 'person' | 'installation' | 'tenant';
  /** Principals that it answers in their own tenant, or anywhere where tenants play no part. */
  allow: readonly PrincipalName[];
  /** A fresh input that succeeds for whoever is allowed, about the rows of this tenant. */
  input?(rows: Fixture, asker: Asker): Promise<Input> | Input;
  /** The input names a row of the tenant: one of a foreign tenant is then refused to everybody. */
  byId?: boolean;
  /** A row of another tenant is 404 here, as one that is nowhere: what was deleted elsewhere is nobody's business. */
  hides?: boolean;
  /** Its rows live in the tenant's own database: no filter and no policy of the system database stands before them. */
  apart?: boolean;
  /** Its rows are the installation's, the same for every tenant. */
  common?: boolean;
  /** It is a mutation for its transport's sake, or found nothing to change: it writes no event. */
  silent?: boolean;
  /** Whether a successful answer over tRPC counts the rows of this tenant and no others, where it shows none. */
  truthful?(rows: Fixture, data: Input): Promise<boolean>;
  /** It dials with a stored or given secret: its event is there before, and how it ended after. Nobody answers here. */
  dials?: boolean;
  /** The statuses of success, where they are not 2xx: a database that nobody listens at is 502. */
  reaches?: readonly number[];
}

const members = ['admin', 'contributor', 'viewer', 'roleEditor', 'tester'] as const;
const known = [...members, 'operator', 'outsider'] as const;
const everyone = [...known, 'deactivated', 'anonymous'] as const;
const workers = ['admin', 'contributor'] as const;
const readers = [...workers, 'tester'] as const;
/** Of machines. */
const seers = [...workers, 'viewer'] as const;
const directory = ['admin', 'contributor', 'viewer', 'roleEditor'] as const;
const editors = ['admin', 'roleEditor'] as const;
const admins = ['admin'] as const;

const tenantRule = (allow: Entry['allow'], input?: Entry['input']): Entry => ({
  scope: 'tenant',
  allow,
  ...(input ? { input } : {}),
});
/** About one row of the tenant, which `make` makes. */
const onRow = (
  allow: Entry['allow'],
  make: (rows: Fixture) => Promise<string>,
  more: (rows: Fixture, asker: Asker) => Input = () => ({}),
): Entry => ({
  scope: 'tenant',
  allow,
  byId: true,
  input: async (rows, asker) => ({ id: await make(rows), ...more(rows, asker) }),
});
const person = (allow: Entry['allow'], input?: Entry['input']): Entry => ({
  scope: 'person',
  allow,
  ...(input ? { input } : {}),
});
const onPublic = (input?: Entry['input']): Entry => ({
  scope: 'public',
  allow: everyone,
  ...(input ? { input } : {}),
});
const operators = (input?: Entry['input']): Entry => ({
  scope: 'installation',
  allow: ['operator'],
  ...(input ? { input } : {}),
});
/** Snapshots live in the tenant's own database: one of another tenant is nowhere. */
const compared: Entry = {
  scope: 'tenant',
  allow: workers,
  byId: true,
  hides: true,
  apart: true,
  input: async (rows) => {
    const { snapshotId } = await rows.charted();
    return { a: snapshotId, b: snapshotId };
  },
};

const introspection = (more: Input = {}): Entry => ({
  ...onRow(
    workers,
    (rows) => rows.connection(),
    () => more,
  ),
  reaches: [502],
  dials: true,
});
/** About a view of the asker's own; of a foreign tenant, about a shared one. */
const onView = (): Entry => ({
  scope: 'tenant',
  allow: readers,
  byId: true,
  input: async (rows, { principal, world }) => {
    const maker = rows === world.own && readers.some((name) => name === principal);
    return { id: await rows.view(maker ? world.accountOf(principal)?.id : undefined) };
  },
});
const target = { dbType: 'postgresql', host: '127.0.0.1', port: 1, username: 'u' };
const invitationId = async (rows: Fixture) => (await rows.invitation()).id;
const charted = async (rows: Fixture) => (await rows.charted()).id;
const onTable: Entry = {
  scope: 'tenant',
  allow: workers,
  byId: true,
  input: async (rows) => {
    const { id, table } = await rows.charted();
    return { id, schema: 'public', table };
  },
};
const toOperate = async (rows: Fixture) => ({ token: await rows.operatorInvitation(), password: MEMBER_PASSWORD });
const byShortCode = async (rows: Fixture) => ({ userCode: (await rows.handOver('pending')).userCode });
const byToken = async (rows: Fixture) => ({ token: (await rows.invitation()).token });

/**
 * The whole policy of the product. A procedure that is not in here fails the suite, and so does an entry without a
 * procedure.
 */
export const POLICY: Record<string, Entry> = {
  'health.check': onPublic(),
  'health.ready': onPublic(),
  'health.summary': {
    ...tenantRule(readers),
    truthful: async ({ api, tenantId }, data) => {
      const living = 'select from data_connections where tenant_id = $1 and deleted_at is null';
      return data.total === (await api.database.query(living, [tenantId])).length;
    },
  },
  'health.get': onRow(readers, (rows) => rows.connection()),
  'health.history': onRow(readers, (rows) => rows.connection()),
  'health.strips': tenantRule(readers, async (rows) => ({ ids: [await rows.connection()] })),
  'health.incidents': tenantRule(readers),
  'health.incident': onRow(readers, (rows) => rows.incident()),
  'health.attention': tenantRule(readers),
  'health.acknowledge': onRow(workers, (rows) => rows.incident()),
  'health.live': tenantRule(readers),
  'health.checkNow': onRow(readers, (rows) => rows.connection()),
  'health.defaults': tenantRule(readers),
  'health.setDefaults': tenantRule(workers, () => ({
    enabled: true,
    intervalSeconds: 300,
    warehouseIntervalSeconds: 3_600,
  })),
  'vms.list': tenantRule(seers),
  'vms.get': onRow(seers, (rows) => rows.machine('STOPPED')),
  'vms.create': tenantRule(workers, async (rows) => ({
    sourceType: 'template',
    name: rows.name('machine'),
    templateId: (await rows.hypervisor()).templateId,
  })),
  'vms.update': onRow(
    workers,
    (rows) => rows.machine('STOPPED'),
    (rows) => ({ name: rows.name('machine') }),
  ),
  'vms.delete': onRow(admins, (rows) => rows.machine('STOPPED')),
  'vms.logs': onRow(workers, (rows) => rows.machine('STOPPED')),
  'vms.watchLogs': onRow(workers, (rows) => rows.machine('STOPPED')),
  'vms.action': onRow(
    workers,
    (rows) => rows.machine('STOPPED'),
    () => ({ action: 'start' }),
  ),
  'vms.watch': tenantRule(seers),
  'vms.quota': tenantRule(seers),
  'vms.quotaOf': operators((rows) => ({ slug: rows.slug })),
  'vms.setQuota': operators((rows) => ({
    slug: rows.slug,
    machines: null,
    cpu: null,
    memoryGb: null,
    diskGb: null,
  })),
  'vmTemplates.list': { ...tenantRule(workers), common: true },
  'vmTemplates.update': operators(async (rows) => ({ id: (await rows.hypervisor()).templateId, cpu: 1 })),
  'hypervisors.list': operators(),
  'hypervisors.add': operators((rows) => ({ name: rows.name('hypervisor'), uri: 'qemu+tcp://127.0.0.1:9/system' })),
  'hypervisors.test': { ...operators(async (rows) => ({ id: (await rows.hypervisor()).id })), dials: true },
  'hypervisors.watchTest': { ...operators(async (rows) => ({ id: (await rows.hypervisor()).id })), dials: true },
  'hypervisors.remove': operators(async (rows) => ({ id: (await rows.hypervisor()).id })),
  'hypervisors.available': tenantRule(seers),
  'notifications.list': tenantRule(workers),
  'notifications.create': tenantRule(workers, (rows) => ({
    name: rows.name('rule'),
    events: ['incident.opened'],
    target: { type: 'webhook', url: 'http://127.0.0.1:1/' },
  })),
  'notifications.update': {
    ...onRow(
      workers,
      (rows) => rows.notificationRule(),
      () => ({ enabled: false }),
    ),
    hides: true,
  },
  'notifications.delete': { ...onRow(workers, (rows) => rows.notificationRule()), hides: true },
  'notifications.test': { ...onRow(workers, (rows) => rows.notificationRule()), hides: true },
  'notifications.deliveries': tenantRule(workers),
  'notifications.redeliver': { ...onRow(workers, (rows) => rows.notificationDelivery()), hides: true },
  'auth.login': onPublic(() => OPERATOR),
  'auth.token': onPublic(() => OPERATOR),
  'auth.requestPasswordReset': { ...onPublic(() => ({ email: 'nobody@example.com' })), silent: true },
  'auth.resetPassword': onPublic(async (rows) => ({ token: await rows.resetToken(), newPassword: MEMBER_PASSWORD })),
  'auth.beginHandOver': { ...onPublic(() => ({ device: 'laptop', codeChallenge: 'x'.repeat(43) })), silent: true },
  'auth.completeHandOver': onPublic(async (rows) => {
    const { deviceCode, codeVerifier } = await rows.handOver('approved');
    return { deviceCode, codeVerifier };
  }),
  'auth.lookupHandOver': { ...person(known, byShortCode), silent: true },
  'auth.approveHandOver': person(known, byShortCode),
  'auth.refuseHandOver': person(known, byShortCode),
  'auth.me': person(known),
  'auth.logout': person(known),
  'auth.sessions': person(known),
  'auth.revokeSession': person(known, async (_, { world, principal }) => ({ id: await aSession(world, principal) })),
  'auth.revokeOtherSessions': person(known),
  'auth.changePassword': person(known, (_, { principal }) => {
    const currentPassword = principal === 'operator' ? OPERATOR.password : MEMBER_PASSWORD;
    return { currentPassword, newPassword: currentPassword };
  }),
  'auth.updateProfile': person(known, () => ({ firstName: 'Ada', lastName: null })),
  // The same address in other letters: whoever asks again finds the account where it was.
  'auth.changeEmail': person(known, (_, { principal, world }) => ({
    email: world.otherSpelling(principal),
    currentPassword: principal === 'operator' ? OPERATOR.password : MEMBER_PASSWORD,
  })),

  'preferences.get': person(known),
  'preferences.set': person(known, () => ({ density: 'compact' })),

  'tenants.mine': person(known),
  'tenants.of': person(known, async (rows) => ({ connectionId: await rows.connection() })),
  'tenants.list': operators(),
  'tenants.get': operators((rows) => ({ slug: rows.slug })),
  'tenants.create': operators(() => ({ name: 'Made', slug: `made-${randomUUID().slice(0, 8)}` })),
  'tenants.delete': operators(async (rows) => ({ slug: await rows.tenant('active') })),
  'tenants.restore': operators(async (rows) => ({ slug: await rows.tenant('deleted') })),
  'tenants.inviteAdmin': operators(async (rows) => ({
    slug: await rows.tenant('active'),
    email: `${randomUUID()}@example.com`,
  })),

  'users.list': tenantRule(directory),
  'users.get': onRow(directory, (rows) => rows.user()),
  'users.setActive': onRow(
    admins,
    (rows) => rows.user(),
    () => ({ isActive: false }),
  ),
  'users.remove': onRow(admins, (rows) => rows.user()),

  'roles.list': tenantRule(directory),
  'roles.get': onRow(directory, (rows) => rows.role()),
  'roles.permissions': tenantRule(directory),
  'roles.create': tenantRule(editors, (rows) => ({ name: rows.name('role'), permissionIds: ['user:read'] })),
  'roles.update': onRow(
    editors,
    (rows) => rows.role(),
    (rows) => ({ name: rows.name('role') }),
  ),
  'roles.delete': onRow(editors, (rows) => rows.role()),
  'roles.users': onRow(directory, (rows) => rows.role()),
  'roles.setUsers': onRow(
    editors,
    (rows) => rows.role(),
    () => ({ userIds: [] }),
  ),
  'roles.changeUsers': onRow(
    editors,
    (rows) => rows.role(),
    () => ({ add: [], remove: [] }),
  ),

  'invitations.list': tenantRule(admins),
  'invitations.create': tenantRule(admins, async (rows) => ({
    email: `${randomUUID()}@example.com`,
    roleId: await rows.role(),
  })),
  'invitations.resend': onRow(admins, invitationId),
  'invitations.revoke': onRow(admins, invitationId),
  'invitations.lookup': { ...onPublic(byToken), silent: true },
  'invitations.accept': onPublic(async (rows) => ({ ...(await byToken(rows)), password: MEMBER_PASSWORD })),
  'invitations.acceptAndSignIn': onPublic(async (rows) => ({ ...(await byToken(rows)), password: MEMBER_PASSWORD })),
  'invitations.decline': onPublic(byToken),

  'apiKeys.list': tenantRule(admins),
  // Nobody of them has a key: who they are is asked elsewhere.
  'apiKeys.self': person([]),
  'apiKeys.uses': onRow(admins, (rows) => rows.apiKey()),
  'apiKeys.create': tenantRule(admins, () => ({ name: 'A key', permissionIds: ['user:read'] })),
  'apiKeys.rotate': {
    scope: 'tenant',
    allow: admins,
    byId: true,
    input: async (rows, { principal, world }) => {
      const owner = rows === world.own && principal === 'admin' ? world.accountOf(principal)?.id : undefined;
      return { id: await rows.apiKey({ owner }) };
    },
  },
  'apiKeys.endOverlap': onRow(admins, (rows) => rows.apiKey({ isRotated: true })),
  'apiKeys.revoke': onRow(admins, (rows) => rows.apiKey()),

  'serviceAccounts.list': tenantRule(admins),
  'serviceAccounts.get': onRow(admins, (rows) => rows.serviceAccount()),
  'serviceAccounts.create': tenantRule(admins, (rows) => ({ name: rows.name('service') })),
  'serviceAccounts.update': onRow(
    admins,
    (rows) => rows.serviceAccount(),
    (rows) => ({ name: rows.name('service') }),
  ),
  'serviceAccounts.delete': onRow(admins, (rows) => rows.serviceAccount()),
  'serviceAccounts.keys': onRow(admins, (rows) => rows.serviceAccount()),
  'serviceAccounts.createKey': onRow(
    admins,
    (rows) => rows.serviceAccount(),
    () => ({ name: 'A key', permissionIds: ['user:read'] }),
  ),

  'iam.explain': tenantRule(members, () => ({ permission: 'audit:read' })),

  'audit.list': tenantRule(admins),
  'audit.facets': tenantRule(admins),
  'audit.verify': tenantRule(admins),
  'audit.export': tenantRule(admins),

  'installation.events': operators(),
  'installation.eventFacets': operators(),
  'installation.verifyEvents': operators(),
  'installation.exportEvents': operators(),

  'operators.list': operators(),
  'operators.invite': operators(() => ({ email: `${randomUUID()}@example.com` })),
  'operators.remove': operators(async (rows) => ({ id: await rows.operator() })),
  'operators.lookup': { ...onPublic(async (rows) => ({ token: await rows.operatorInvitation() })), silent: true },
  'operators.accept': onPublic(toOperate),
  'operators.acceptAndSignIn': onPublic(toOperate),
  'operators.decline': onPublic(async (rows) => ({ token: await rows.operatorInvitation() })),

  'connections.list': tenantRule(readers),
  'connections.counts': {
    ...tenantRule(readers),
    truthful: async ({ api, tenantId }, data) => {
      const living = 'select from data_connections where tenant_id = $1 and deleted_at is null';
      return data.all === (await api.database.query(living, [tenantId])).length;
    },
  },
  'connections.facets': {
    ...tenantRule(readers),
    truthful: async ({ api, tenantId }, data) => {
      const living = 'select from data_connections where tenant_id = $1 and deleted_at is null';
      return data.total === (await api.database.query(living, [tenantId])).length;
    },
  },
  'connections.options': tenantRule(readers),
  'connections.export': tenantRule(readers),
  // A row that is refused changes nothing: what is left is the event of the import.
  'connections.import': tenantRule(workers, () => ({ format: 'urls', text: 'nothing', apply: true })),
  'connections.get': onRow(readers, (rows) => rows.connection()),
  'connections.create': tenantRule(workers, (rows) => ({ name: rows.name('connection'), ...target })),
  'connections.update': onRow(
    workers,
    (rows) => rows.connection(),
    (rows) => ({ name: rows.name('connection') }),
  ),
  'connections.delete': onRow(workers, (rows) => rows.connection()),
  'connections.deleters': tenantRule(workers),
  'connections.retention': tenantRule(workers),
  'connections.restore': { ...onRow(workers, (rows) => rows.connection(true)), hides: true },
  'connections.test': { ...tenantRule(readers, () => target), dials: true },
  'connections.testSaved': { ...onRow(readers, (rows) => rows.connection()), dials: true },
  'connections.watchSaved': { ...onRow(readers, (rows) => rows.connection()), dials: true },
  'connections.watchTest': { ...tenantRule(readers, () => target), dials: true },

  'views.list': tenantRule(readers),
  'views.create': tenantRule(readers, (rows) => ({ name: rows.name('view'), state: {} })),
  'views.update': { ...onView(), hides: true },
  'views.delete': { ...onView(), hides: true },

  'introspection.schemas': introspection(),
  'introspection.tables': introspection(),
  'introspection.fields': introspection({ table: 'any' }),
  'introspection.outline': onRow(workers, charted),
  'introspection.overview': {
    ...onRow(workers, charted),
    truthful: (_, { tables }) => Promise.resolve(tables === 1),
  },
  'introspection.referencedBy': {
    ...onTable,
    truthful: (_, { total }) => Promise.resolve(total === 0),
  },
  'introspection.statements': onTable,
  'introspection.diagram': onRow(workers, charted, () => ({ schema: 'public' })),
  'introspection.layout': onRow(workers, charted),
  'introspection.setLayout': onRow(workers, charted, () => ({
    form: 'all',
    tables: [{ schema: 'public', table: 'users', x: 10, y: -20.5 }],
  })),
  'introspection.resetLayout': onRow(workers, charted),
  'introspection.snapshots': onRow(workers, charted),
  'introspection.schedule': onRow(workers, charted),
  'introspection.refresh': introspection(),
  'introspection.progress': onRow(workers, charted),
  'introspection.search': tenantRule(workers, () => ({ query: 'table' })),
  'introspection.find': tenantRule(workers, () => ({ query: 'table' })),
  'introspection.types': {
    scope: 'tenant',
    allow: workers,
    byId: true,
    input: async (rows) => ({ connectionId: await charted(rows), target: 'zod' }),
  },
  'introspection.diff': compared,
  'introspection.migration': compared,
};

/** A session of the asker's own; a stranger gets an id that is nobody's. */
async function aSession(world: World, principal: PrincipalName): Promise<string> {
  const account = world.accountOf(principal);
  if (!account) return randomUUID();
  await world.bearer(principal);
  const rows = await world.api.database.query<{ id: string }>(
    'select id from sessions where user_id = $1 order by created_at desc limit 1',
    [account.id],
  );
  return rows[0]?.id ?? randomUUID();
}
