import { describe, expect, it } from 'vitest';
import { readConfig } from './read-config.ts';

const database = (name: string, more: object = {}) => ({ name, dbType: 'postgresql', host: 'db', port: 5432, ...more });
const told = (tenant: object) =>
  readConfig({ tenants: [{ slug: 'acme', ...tenant }] }).faults.map(({ place, message }) => `${place}: ${message}`);

describe('a config', () => {
  it('is read as a hub would keep it', () => {
    const role = { name: ' Reader ', description: '', permissions: ['role:read', 'audit:read', 'role:read'] };
    const connection = database(' Shop ', { host: ' [::1] ', description: '', owner: null, tags: ['a', 'a'] });
    const { tenants, faults } = readConfig({ tenants: [{ slug: 'acme', roles: [role], connections: [connection] }] });
    expect(faults).toEqual([]);
    expect(tenants[0]?.roles).toMatchObject([
      { name: 'Reader', description: null, permissions: ['audit:read', 'role:read'] },
    ]);
    expect(tenants[0]?.connections?.[0]).toMatchObject({
      name: 'Shop',
      owner: null,
      credential: undefined,
      fields: { host: '::1', description: null, tags: ['a'] },
    });
    expect(tenants[0]?.members).toBeUndefined();
  });

  it('has nothing twice, as a hub tells names apart', () => {
    expect(told({ connections: [database('Shop'), database('Till'), database('Shop')] })).toEqual([
      'tenants[0].connections[2].name: "Shop" is there twice: also at tenants[0].connections[0].name',
    ]);
    expect(told({ connections: [database('Shop'), database('SHOP')] })).toEqual([
      'tenants[0].connections[1].name: "SHOP" is the same to a hub as "Shop" at tenants[0].connections[0].name',
    ]);
    const role = (name: string) => ({ name, permissions: [] });
    expect(told({ roles: [role('Reader'), role('ＲＥＡＤＥＲ')] })[0]).toMatch(/^tenants\[0\]\.roles\[1\]\.name: /);
    const member = (email: string) => ({ email, roles: [] });
    expect(told({ members: [member('a@b.c'), member('A@b.c')] })[0]).toMatch(/^tenants\[0\]\.members\[1\]\.email: /);
    const tenants = readConfig({ tenants: [{ slug: 'a' }, { slug: 'a' }] });
    expect(tenants.faults).toMatchObject([{ place: 'tenants[1].slug' }]);
    const id = (last: number) => `018f0000-0000-7000-8000-00000000000${last}`;
    expect(told({ connections: [database('Twin', { id: id(1) }), database('Twin', { id: id(2) })] })).toEqual([]);
    expect(told({ connections: [database('Twin', { id: id(1) }), database('Twin')] })).toHaveLength(1);
    expect(told({ connections: [database('A', { id: id(1) }), database('B', { id: id(1) })] })).toHaveLength(1);
    const renamed = [database('A', { renamedFrom: 'C' }), database('B', { renamedFrom: 'C' })];
    expect(told({ connections: renamed })).toHaveLength(1);
  });

  it('tells all that is wrong with it, each with its place and what was meant', () => {
    const fault = database('x', {
      prot: 1,
      port: 70_000,
      options: { sslMod: 'require' },
      credential: { type: 'pasword' },
      monitoring: { enable: true },
    });
    expect(
      told({ conections: [], roles: [{ name: 'x', permissions: ['connections:raed'] }], connections: [fault] }),
    ).toEqual([
      'tenants[0].conections: there is no such key. Did you mean connections?',
      'tenants[0].roles[0].permissions[0]: there is no such permission. Did you mean connections:read?',
      'tenants[0].connections[0].prot: there is no such key. Did you mean port?',
      'tenants[0].connections[0].credential.type: has to be one of password, token. Did you mean password?',
      'tenants[0].connections[0].options.sslMod: there is no such key. Did you mean sslMode?',
      'tenants[0].connections[0].monitoring.enable: there is no such key. Did you mean enabled?',
      'tenants[0].connections[0].port: Must be at most 65535',
    ]);
    expect(told({ connections: [{ ...database('x'), dbType: 'oracle' }] })).toEqual([
      'tenants[0].connections[0].dbType: Unsupported database type: oracle',
    ]);
    for (const value of [null, 1, 'x', [], { tenants: {} }, { tenants: [null] }, {}]) {
      expect(readConfig(value).faults.length).toBeGreaterThan(0);
    }
  });

  it('holds no secret, and quotes none', () => {
    const faults = told({
      connections: [
        database('A', { password: 'hunter2' }),
        database('B', { credential: { type: 'token', token: 'hunter2' } }),
        database('C', { password: { env: 'hunter 2' } }),
        database('D', { password: { env: 'X', value: 'hunter2' } }),
        database('E', { credential: { type: 'password' } }),
        database('F', { password: { env: 'X' }, credential: null }),
      ],
    });
    expect(faults).toHaveLength(6);
    expect(faults.join('\n')).not.toContain('hunter');
    expect(faults[0]).toContain("is a secret, and stands in no config: name its variable by env('NAME')");
  });
});
