import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { EXIT } from '@portolan/cli';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database, Site } from './as-code-site.ts';

const SECRET = `of a config ${randomBytes(12).toString('hex')}`;

let site: Site;

beforeAll(async () => {
  site = await Site.start();
  site.api.secrets.add(SECRET);
}, 60_000);
afterAll(() => site.close());

describe('secrets', () => {
  it('are references alone, all asked for before anything changes, and never told', async () => {
    const one = await site.tenant('secrets');
    const plain = JSON.stringify({
      tenants: [{ slug: 'secrets', connections: [database('A', { password: SECRET })] }],
    });
    await writeFile(one.file, plain);
    const refused = await one.call('plan');
    expect([refused.exit, refused.err]).toEqual([
      EXIT.usage,
      expect.stringContaining(
        "connections[0].password: is a secret, and stands in no config: name its variable by env('NAME')",
      ),
    ]);
    expect(refused.err).not.toContain(SECRET);
    await one.write({
      connections: [
        database('A', { password: { env: 'A_SECRET' } }),
        database('B', { credential: { type: 'token', token: { env: 'B_SECRET' }, tlsKey: { env: 'B_KEY' } } }),
        database('C'),
      ],
    });
    const missing = await one.call('apply --auto-approve', { env: { A_SECRET: SECRET } });
    expect([missing.exit, missing.err]).toEqual([
      EXIT.usage,
      expect.stringMatching(/B_SECRET: for secrets\/B\.\n +B_KEY/),
    ]);
    expect((await one.hub.connections.list.query({})).total).toBe(0);
    expect((await one.call('plan')).err).toContain('will need A_SECRET, B_SECRET, B_KEY');
  });

  it('are sent where none can be used, where their destination changes, and where somebody asks', async () => {
    const one = await site.tenant('sent');
    const config = (host: string) =>
      one.write({ connections: [database('A', { host, password: { env: 'A_SECRET' } })] });
    const env = { A_SECRET: SECRET };
    const applied = async (line = '') => {
      const { exit, out, err } = await one.call(`apply --auto-approve${line}`, { env });
      expect([exit, err, (out + err).includes(SECRET)]).toEqual([EXIT.ok, '', false]);
    };
    const sends = async (line = 'plan') => (await one.json(line)).variables;
    const state = async () => (await one.hub.connections.list.query({})).items[0]?.credentialState;
    await config('one.example');
    expect(await sends()).toEqual(['A_SECRET']);
    await applied();
    expect([await state(), await sends()]).toEqual(['ready', []]);
    expect([
      await sends('plan --secrets'),
      await sends('plan --secrets A_SECRET'),
      await sends('plan --secrets B'),
    ]).toEqual([['A_SECRET'], ['A_SECRET'], []]);
    await config('two.example');
    expect(await sends()).toEqual(['A_SECRET']);
    await applied();
    expect([await state(), await sends()]).toEqual(['ready', []]);
    // Somebody moves it by hand, and the hub seals its secret.
    const [{ id = '' } = {}] = (await one.hub.connections.list.query({})).items;
    await one.hub.connections.update.mutate({ id, host: 'three.example' });
    expect(await state()).toBe('sealed');
    await one.hub.connections.update.mutate({ id, host: 'two.example' });
    await one.hub.connections.update.mutate({ id, password: null });
    expect(await sends()).toEqual(['A_SECRET']);
    await applied();
    await applied(' --secrets');
    await one.write({ connections: [database('A', { host: 'two.example', password: null })] });
    await applied();
    expect(await state()).toBe('none');
  });
});

describe('what others do meanwhile', () => {
  it('is a conflict that names what and who, and is not overwritten; what is independent goes on', async () => {
    const one = await site.tenant('conflicts');
    const other = await site.api.member(one.id, 'admin');
    const [shop, till, gone, role] = await Promise.all([
      one.hub.connections.create.mutate(database('Shop')),
      one.hub.connections.create.mutate(database('Till')),
      one.hub.connections.create.mutate(database('Gone')),
      one.hub.roles.create.mutate({ name: 'Reader', permissionIds: [] }),
    ]);
    await one.write({
      monitoring: { enabled: true, intervalSeconds: 60, warehouseIntervalSeconds: 3600 },
      roles: [{ name: 'Reader', permissions: ['role:read'] }],
      members: [{ email: other.email, roles: ['Reader', 'Tenant Admin'] }],
      connections: [database('Shop', { port: 1 }), database('Till', { port: 1 })],
    });
    const theirs = site.api.client(other.token, one.slug);
    let isDone = false;
    site.before = async () => {
      if (isDone) return;
      isDone = true;
      await theirs.connections.update.mutate({ id: shop.id, description: 'Theirs' });
      await theirs.connections.update.mutate({ id: gone.id, description: 'Theirs' });
      await theirs.roles.update.mutate({ id: role.id, description: 'Theirs' });
      await theirs.health.setDefaults.mutate({ enabled: true, intervalSeconds: 90, warehouseIntervalSeconds: 3600 });
    };
    const { exit, out, err } = await one.call('apply --auto-approve --prune');
    site.before = () => {};
    expect([exit, err]).toEqual([
      EXIT.refused,
      expect.stringContaining('nothing of theirs was overwritten. 5 changes are left'),
    ]);
    const told = `The connection was changed meanwhile by ${other.email}. (PRECONDITION_FAILED)`;
    expect(out).toContain(`✗ conflicts: connection Shop: ${told}`);
    expect(out).toContain(`✗ conflicts: connection Gone: ${told}`);
    expect(out).toContain(`✗ conflicts: role Reader: The role was changed meanwhile by ${other.email}.`);
    expect(out).toContain('✗ conflicts: monitoring defaults: The defaults of monitoring were changed meanwhile.');
    expect(await one.hub.connections.get.query({ id: shop.id })).toMatchObject({ port: 5432, description: 'Theirs' });
    expect((await one.hub.connections.get.query({ id: till.id })).port).toBe(1);
    // Whoever has seen it decides: the next run is about what is there now.
    expect((await one.call('apply --auto-approve --prune')).exit).toBe(EXIT.ok);
    expect((await one.call('drift')).exit).toBe(EXIT.ok);
  });
});

describe('two at once', () => {
  it('create each thing once, and both end right', async () => {
    const one = await site.tenant('twice');
    const names = Array.from({ length: 60 }, (_, index) => `Connection ${index}`);
    await one.write({
      roles: [{ name: 'A', permissions: ['role:read'] }],
      members: [{ email: one.admin.email, roles: ['A', 'Tenant Admin'] }],
      connections: names.map((name) => database(name, { tags: ['x'] })),
    });
    const ends = await Promise.all(['apply', 'apply'].map((line) => one.call(`${line} --auto-approve`)));
    expect(ends.map(({ exit, err }) => [exit, err])).toEqual(ends.map(() => [EXIT.ok, '']));
    const found: string[] = [];
    for await (const { name } of one.hub.connections.list.each()) found.push(name);
    expect(found.sort()).toEqual(names.sort());
    // Whoever does not ask for that may go on naming things alike.
    const body = database('Connection 1');
    const { token } = one.admin;
    expect((await site.api.ask('POST', '/api/connections', { token, body: { ...body, ifNew: true } })).status).toBe(
      409,
    );
    expect((await site.api.ask('POST', '/api/connections', { token, body })).status).toBe(201);
  });
});

describe('a command whose answer nobody reads any more', () => {
  it('does what it was told to, and ends as it would have', async () => {
    const one = await site.tenant('unread');
    const onStart = (child: ChildProcess) => child.stdout?.destroy();
    await one.write({ connections: Array.from({ length: 30 }, (_, index) => database(`Connection ${index}`)) });
    expect(await one.call('apply --auto-approve', { onStart })).toMatchObject({ exit: EXIT.ok, err: '' });
    expect((await one.hub.connections.list.query({})).total).toBe(30);
    await one.write({ connections: [database('Other')] });
    expect((await one.call('drift', { onStart })).exit).toBe(EXIT.no);
    const audit = ['audit', '--all', '--tenant', 'unread'];
    expect((await site.portolan(audit, { as: one.admin.token, onStart })).exit).toBe(EXIT.ok);
  });
});

describe('an apply that is killed', () => {
  it('ends right when it is run again', { timeout: 60_000 }, async () => {
    const one = await site.tenant('killed');
    const names = Array.from({ length: 120 }, (_, index) => `Connection ${index}`);
    const roles = ['A', 'B'].map((name) => ({ name, permissions: ['role:read'] as const }));
    const members = [{ email: one.admin.email, roles: ['Tenant Admin', 'A'] }];
    await one.write({ roles, members, connections: names.map((name) => database(name)) });
    /** An apply that is killed with the so manieth request of a kind. */
    const killedAt = async (call: string, times: number) => {
      let child: ChildProcess | undefined;
      let left = times;
      site.before = (asked) => {
        if (asked.startsWith(call) && --left === 0) child?.kill('SIGKILL');
      };
      const onStart = (started: ChildProcess) => {
        child = started;
      };
      expect((await one.call('apply --auto-approve --prune', { onStart })).exit).toBe(null);
      site.before = () => {};
    };
    // What was under way when it ended may still be.
    const again = async () => {
      expect(await one.call('apply --auto-approve --prune')).toMatchObject({ exit: EXIT.ok, err: '' });
      const found = [];
      for await (const connection of one.hub.connections.list.each()) found.push(connection);
      return found;
    };
    await killedAt('/trpc/roles.create', 2);
    await killedAt('/trpc/connections.create', 1);
    await killedAt('/trpc/connections.create', 5);
    expect((await again()).map(({ name }) => name).sort()).toEqual(names.sort());
    await one.write({ roles, members, connections: names.map((name) => database(name, { port: 1 })) });
    await killedAt('/trpc/connections.update', 3);
    expect((await again()).filter(({ port }) => port !== 1)).toEqual([]);
    await one.write({ roles, members, connections: [] });
    await killedAt('/api/connections/', 20);
    expect(await again()).toEqual([]);
    expect((await one.call('drift')).exit).toBe(EXIT.ok);
  });
});
