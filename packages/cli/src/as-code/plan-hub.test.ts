import { type Connection, MONITORING_DEFAULTS, PERMISSIONS } from '@portolan/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applied, type Simulated } from '../testing/simulated-hub.ts';
import type { Plan, PlanOptions } from './change.ts';
import { describeTenant } from './describe-tenant.ts';
import { planHub, stageOf } from './plan-hub.ts';
import { readConfig } from './read-config.ts';
import type { HubState, RoleState, TenantState } from './state.ts';

const USERS = ['ada@example.com', 'bob@example.com', 'eve@example.com'].map((email, index) => ({
  id: `user-${index}`,
  email,
  roleIds: [],
}));
const KEEP: PlanOptions = { prune: false, secrets: new Set() };
const PRUNE: PlanOptions = { prune: true, secrets: new Set() };

function planOf(tenant: object, state: TenantState, options = KEEP): Plan {
  const { tenants, faults } = readConfig({ tenants: [{ slug: 'acme', ...tenant }] });
  fc.pre(faults.length === 0);
  const caller = { id: 'user-0', email: 'ada@example.com', mayMakeTenants: true };
  const hub: HubState = { caller, tenants: new Map([['acme', state]]) };
  return planHub(tenants, hub, options);
}

const name = fc.constantFrom('Shop', 'shop', 'Till', 'ＴＩＬＬ', 'Ware', 'a', "O'x");
const fieldsOf = (hosts: readonly string[]) => ({
  host: fc.constantFrom(...hosts),
  port: fc.constantFrom(1, 2),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
  environment: fc.constantFrom('production' as const, 'other' as const),
});
const monitoring = fc.record({ enabled: fc.boolean(), intervalSeconds: fc.constantFrom(60, 300) });
const defaults = fc.record({
  enabled: fc.boolean(),
  intervalSeconds: fc.constantFrom(60, 300),
  warehouseIntervalSeconds: fc.constantFrom(300, 3600),
});
const permissions = fc.uniqueArray(fc.constantFrom('role:read', 'user:read', 'audit:read'));
const key = (one: { name: string }) => one.name.normalize('NFKC').toLowerCase();

/** What somebody may write of a tenant. */
const tenant = fc.record(
  {
    monitoring: defaults,
    roles: fc.uniqueArray(
      fc.record({ name, permissions, renamedFrom: name }, { requiredKeys: ['name', 'permissions'] }),
      { selector: key, maxLength: 4 },
    ),
    connections: fc.uniqueArray(
      fc.record(
        {
          name,
          dbType: fc.constantFrom('postgresql', 'snowflake'),
          ...fieldsOf(['one', 'two']),
          description: fc.constantFrom('x', '', null),
          owner: fc.constantFrom(null, 'ada@example.com', 'BOB@example.com'),
          monitoring: fc.oneof(fc.constant(null), monitoring),
          snapshotRefresh: fc.constantFrom(null, 'daily', 'never'),
          password: fc.constantFrom(null, { env: 'X' }),
        },
        { requiredKeys: ['name', 'dbType', 'host', 'port'] },
      ),
      { selector: key, maxLength: 5 },
    ),
    members: fc.uniqueArray(
      fc.record({
        email: fc.constantFrom('ada@example.com', 'bob@example.com', 'nobody@example.com'),
        roles: fc.uniqueArray(fc.constantFrom('Tenant Admin', 'Viewer')),
      }),
      { selector: ({ email }) => email },
    ),
  },
  { requiredKeys: [] },
);

/** What may be there. */
const state: fc.Arbitrary<TenantState> = fc
  .record({
    monitoring: defaults,
    roles: fc.uniqueArray(fc.record({ name, permissions, holders: fc.subarray(USERS.map(({ id }) => id)) }), {
      selector: key,
      maxLength: 4,
    }),
    connections: fc.uniqueArray(
      fc.record({
        name,
        ...fieldsOf(['one', 'two', 'three']),
        monitoring: fc.oneof(fc.constant(null), monitoring),
        credentialState: fc.constantFrom('none' as const, 'ready' as const, 'sealed' as const),
        ownerId: fc.constantFrom(null, 'user-0', 'user-2'),
      }),
      { selector: ({ name: own }) => own, maxLength: 5 },
    ),
  })
  .map((given) => stateOf(given));

const idOf = (index: number) => `018f0000-0000-7000-8000-00000000000${index}`;

interface Given {
  monitoring: TenantState['monitoring'];
  roles: { name: string; permissions: string[]; holders: string[] }[];
  connections: (Partial<Omit<Connection, 'monitoring'>> & { monitoring: Connection['monitoring'] | null })[];
}

function stateOf({ monitoring: usual, roles, connections }: Given): TenantState {
  const system = ['Tenant Admin', 'Viewer'].map((one) => ({ name: one, permissions: [], holders: ['user-0'] }));
  return {
    status: 'active',
    name: null,
    isMember: true,
    permissions: new Set(PERMISSIONS),
    members: USERS,
    monitoring: usual,
    roles: [...system, ...roles].map(
      (one, index): RoleState => ({
        ...one,
        id: `role-${index}`,
        description: null,
        permissions: [...one.permissions].sort() as RoleState['permissions'],
        isSystem: index < system.length,
        userCount: one.holders.length,
        updatedAt: 'v1',
      }),
    ),
    connections: connections.map((one, index): Simulated => {
      const { enabled, intervalSeconds } = one.monitoring ?? usual ?? MONITORING_DEFAULTS;
      const has = { hasCredential: one.credentialState !== 'none', monitoring: { enabled, intervalSeconds } };
      const rest = { description: null, databaseName: null, username: null, useSsl: false, options: null };
      const kind = { dbType: 'postgresql', snapshotRefresh: 'daily', updatedAt: 'v1' } as const;
      // What a plan does not look at is left out.
      return { ...rest, ...kind, ...one, ...has, id: idOf(index), own: one.monitoring } as Simulated;
    }),
  };
}

describe('a plan', () => {
  it('leaves nothing to plan once it is applied, and names what it leaves', () => {
    fc.assert(
      fc.property(tenant, state, fc.constantFrom(KEEP, PRUNE), (wanted, before, options) => {
        const plan = planOf(wanted, before, options);
        // Two of a hub that a config cannot tell apart, a role that is still held: told, and in the way of all.
        fc.pre(plan.obstacles.length === 0);
        const after = applied(before, plan);
        const again = planOf(wanted, after, options);
        expect(again).toMatchObject({ changes: [], obstacles: [], waits: plan.waits });
        expect(again.leftOver).toEqual(options.prune ? [] : plan.leftOver);
      }),
      { numRuns: 400 },
    );
  });

  it('of what is there has nothing to change', () => {
    fc.assert(
      fc.property(state, (there) => {
        const { name: _, ...described } = describeTenant('acme', there);
        // As it comes out of a file.
        const read = JSON.parse(JSON.stringify(described));
        const plan = planOf(read, there, PRUNE);
        expect(plan).toMatchObject({ changes: [], leftOver: [], obstacles: [], waits: [] });
      }),
    );
  });

  it('creates from the ground up, and deletes the other way round', () => {
    fc.assert(
      fc.property(tenant, state, (wanted, before) => {
        const { changes } = planOf(wanted, before, PRUNE);
        const stages = changes.map(stageOf);
        expect(stages).toEqual([...stages].sort((a, b) => a - b));
        expect(stages).not.toContain(-1);
      }),
    );
    const made = planOf(
      {
        roles: [],
        members: [{ email: 'bob@example.com', roles: ['Viewer'] }],
        connections: [],
        monitoring: MONITORING_DEFAULTS,
      },
      stateOf({
        monitoring: { ...MONITORING_DEFAULTS, enabled: false },
        roles: [{ name: 'Old', permissions: [], holders: ['user-1'] }],
        connections: [{ name: 'Old', monitoring: null }],
      }),
      PRUNE,
    );
    expect(made.changes.map(({ kind, action, name: own }) => `${kind} ${action} ${own}`)).toEqual([
      'members update Viewer',
      'members update Old',
      'monitoring update defaults',
      'connection delete Old',
      'role delete Old',
    ]);
    expect(made.obstacles).toEqual([]);
  });
});
