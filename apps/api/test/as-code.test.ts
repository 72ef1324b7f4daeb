import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EXIT, run as runHere } from '@portolan/cli';
import type { TenantConfig } from '@portolan/client/config';
import { PERMISSIONS } from '@portolan/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database, Site } from './as-code-site.ts';

const execute = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SECRET = `of a config ${randomBytes(12).toString('hex')}`;

let site: Site;

beforeAll(async () => {
  site = await Site.start();
  site.api.secrets.add(SECRET);
}, 60_000);
afterAll(() => site.close());

describe('docs/as-code.md', () => {
  it('says what works, from an empty folder: each block of it', { timeout: 120_000 }, async () => {
    const one = await site.tenant('acme');
    await site.api.database.query("update users set email = 'ada@example.com' where id = $1", [one.admin.id]);
    const keyOf = async (permissions: readonly string[]) => {
      const body = { name: 'job', permission_ids: permissions };
      const { token } = one.admin;
      return (await site.api.ask('POST', '/api/v1/api-keys', { token, tenant: 'acme', body })).body.key as string;
    };
    const [reads, writes] = [
      await keyOf(['connections:read', 'role:read', 'user:read']),
      await keyOf(PERMISSIONS.filter((permission) => !permission.startsWith('api_key:'))),
    ];
    const folder = await mkdtemp(path.join(site.client.home, 'empty-'));
    const shell = async (command: string, key: string) => {
      const env = {
        HOME: folder,
        PATH: `${path.dirname(process.execPath)}:${process.env.PATH}`,
        PORTOLAN_URL: site.url,
        PORTOLAN_API_KEY: key,
        SHOP_PASSWORD: SECRET,
        npm_config_registry: 'http://127.0.0.1:1/',
        npm_config_audit: 'false',
        npm_config_fund: 'false',
        npm_config_update_notifier: 'false',
      };
      const real = command.replaceAll('https://hub.example', site.url);
      return (await execute('bash', ['-c', `${real} 2>&1; echo "=== $?"`], { cwd: folder, env })).stdout;
    };
    const text = await readFile(path.join(ROOT, 'docs/as-code.md'), 'utf8');
    const told: string[] = [];
    const run = async (command: string, key = writes) => {
      const out = await shell(command, key);
      told.push(out);
      expect([command, out]).toEqual([command, expect.stringMatching(/=== 0\n$/)]);
    };
    let commands = 0;
    for (const [, language, block = ''] of text.matchAll(/```(sh|ts|yaml)\n([\s\S]*?)```/g)) {
      if (language === 'ts') await writeFile(path.join(folder, 'portolan.config.ts'), block);
      for (const line of language === 'sh' ? block.trim().split('\n') : []) {
        await run(line);
        commands++;
      }
      for (const step of language === 'yaml' ? block.split('\n      - ').slice(1) : []) {
        const [, line] = /run: (.+)/.exec(step) ?? [];
        if (line) await run(line, step.includes('WRITE_KEY') ? writes : reads);
      }
    }
    expect(commands).toBeGreaterThan(10);
    expect(told.join('')).toContain('+ acme: connection Shop');
    expect(told.at(-1)).toContain('Nothing is to be changed');
    expect(told.join('')).not.toContain(SECRET);
  });
});

describe('plan and apply', () => {
  it('make a hub what a config says, in order, and then find nothing to do', async () => {
    const one = await site.tenant('first');
    const reader = await site.api.member(one.id, null);
    await one.write({
      monitoring: { enabled: true, intervalSeconds: 120, warehouseIntervalSeconds: 7200 },
      roles: [{ name: 'Reader', description: 'Reads', permissions: ['connections:read'] }],
      members: [{ email: reader.email.toUpperCase(), roles: ['reader', 'Viewer'] }],
      connections: [
        database('Shop', { owner: reader.email, tags: ['team:b', 'team:a'], environment: 'production' }),
        database('Till', {
          options: { sslMode: 'require' },
          monitoring: { enabled: false },
          snapshotRefresh: 'weekly',
        }),
        database('Ware', { dbType: 'snowflake', port: 443, options: { account: 'xy1' }, monitoring: null }),
      ],
    });
    const planned = await one.call('plan');
    expect([planned.exit, planned.err]).toEqual([EXIT.ok, '']);
    expect(planned.out).toContain('+ first: role Reader');
    expect(planned.out).toContain(`    + members: ${reader.email}\n`);
    expect(planned.out).toMatch(/4 to create, 3 to change, 0 to delete\.\n$/);
    expect((await one.call('plan --check')).exit).toBe(EXIT.no);

    const applied = await one.json('apply --auto-approve');
    expect([applied.failed, applied.skipped]).toEqual([[], []]);
    const made = applied.done.map(({ kind, action }: { kind: string; action: string }) => `${kind} ${action}`);
    expect(made).toEqual([
      'role create',
      'members update',
      'members update',
      'connection create',
      'connection create',
      'connection create',
      'monitoring update',
    ]);
    expect(await one.call('plan --check')).toMatchObject({
      exit: EXIT.ok,
      out: expect.stringContaining('Nothing is to'),
    });
    expect((await one.call('drift')).exit).toBe(EXIT.ok);
    const { items } = await one.hub.connections.list.query({ sortBy: 'name', sortOrder: 'asc' });
    expect(items.map(({ name, ownerId, monitoring }) => [name, ownerId, monitoring])).toEqual([
      ['Shop', reader.id, { enabled: true, intervalSeconds: 120 }],
      ['Till', null, { enabled: false, intervalSeconds: 120 }],
      ['Ware', null, { enabled: true, intervalSeconds: 7200 }],
    ]);
    expect((await one.hub.users.get.query({ id: reader.id })).roles.sort()).toEqual(['Reader', 'Viewer']);
  });

  it('show what becomes of what, value by value, and change nothing else', async () => {
    const one = await site.tenant('differs');
    const shop = await one.hub.connections.create.mutate({
      ...database('Shop'),
      description: 'Kept',
      tags: ['a', 'b'],
    });
    await one.write({ connections: [database('Shop', { host: 'other.example', tags: ['b', 'c'] })] });
    expect((await one.call('plan')).out).toBe(
      [
        '~ differs: connection Shop',
        '    - host: db.example',
        '    + host: other.example',
        '    - tags: a',
        '    + tags: c',
        '0 to create, 1 to change, 0 to delete.',
        '',
      ].join('\n'),
    );
    expect((await one.call('apply --auto-approve')).exit).toBe(EXIT.ok);
    const after = await one.hub.connections.get.query({ id: shop.id });
    expect(after).toMatchObject({ host: 'other.example', description: 'Kept', tags: ['b', 'c'] });
  });

  it('rename by the former name, and take another way of writing for the same', async () => {
    const one = await site.tenant('renames');
    const [shop] = await Promise.all([
      one.hub.connections.create.mutate(database('Shop')),
      one.hub.connections.create.mutate(database('Till')),
    ]);
    const role = await one.hub.roles.create.mutate({ name: 'Readers', permissionIds: ['role:read'] });
    await one.write({
      roles: [{ name: 'ＲＥＡＤＥＲＳ', permissions: ['role:read'] }],
      connections: [database('Store', { renamedFrom: 'Shop' }), database('TILL')],
    });
    expect((await one.json('plan')).changes.map((each: { action: string }) => each.action)).toEqual([
      'update',
      'update',
      'update',
    ]);
    expect((await one.call('apply --auto-approve')).exit).toBe(EXIT.ok);
    expect((await one.hub.connections.get.query({ id: shop.id })).name).toBe('Store');
    expect((await one.hub.roles.get.query({ id: role.id })).name).toBe('ＲＥＡＤＥＲＳ');
    expect((await one.call('plan --check')).exit).toBe(EXIT.ok);
  });

  it('delete only what they are asked to, in the order that lets it go', async () => {
    const one = await site.tenant('prunes');
    const holder = await site.api.member(one.id, null);
    const role = await one.hub.roles.create.mutate({ name: 'Old', permissionIds: [] });
    await one.hub.roles.changeUsers.mutate({ id: role.id, add: [holder.id] });
    await one.hub.connections.create.mutate(database('Old'));
    await one.write({ roles: [], members: [{ email: holder.email, roles: ['Viewer'] }], connections: [] });
    const planned = await one.call('plan');
    expect(planned.out).toContain('prunes: connection Old\n');
    expect((await one.call('drift')).exit).toBe(EXIT.no);
    await one.hub.roles.changeUsers.mutate({ id: role.id, add: [one.admin.id] });
    const refused = await one.call('plan --prune');
    expect([refused.exit, refused.err]).toEqual([
      EXIT.refused,
      expect.stringContaining('Old cannot be deleted: 1 still hold it'),
    ]);
    await one.hub.roles.changeUsers.mutate({ id: role.id, remove: [one.admin.id] });

    expect((await one.call('apply --auto-approve')).exit).toBe(EXIT.ok);
    expect((await one.hub.connections.list.query({})).total).toBe(1);
    const applied = await one.json('apply --auto-approve --prune');
    expect(applied.done.map(({ kind }: { kind: string }) => kind)).toEqual(['connection', 'role']);
    expect((await one.hub.connections.list.query({})).total).toBe(0);
    expect((await one.call('drift')).exit).toBe(EXIT.ok);
    // Without a list nothing of its kind is anybody's business.
    await one.hub.connections.create.mutate(database('By hand'));
    await one.write({});
    expect((await one.call('drift')).exit).toBe(EXIT.ok);
  });

  it('ask on a terminal, and elsewhere go by --auto-approve', async () => {
    const one = await site.tenant('asks');
    await one.write({ connections: [database('Shop', { password: { env: 'SHOP' } })] });
    const unasked = await one.call('apply');
    expect([unasked.exit, unasked.err]).toEqual([EXIT.usage, expect.stringContaining('--auto-approve')]);
    const typed = async (...lines: string[]) => {
      const stdin = Object.assign(new PassThrough(), { isTTY: true });
      let text = '';
      const stderr = new Writable({
        write(piece, _, done) {
          text += piece;
          // Each question is answered when it is asked.
          if (/(: |\] )$/.test(String(piece))) stdin.write(`${lines.shift()}\n`);
          done();
        },
      });
      const env = { XDG_CONFIG_HOME: site.client.home, PORTOLAN_URL: site.url, PORTOLAN_API_KEY: one.admin.token };
      const stdout = new Writable({ write: (_, __, done) => done() });
      const exit = await runHere(['apply', '--config', one.file], {
        env,
        platform: 'linux',
        home: site.client.home,
        hostname: 'job',
        openPage: async () => false,
        stdin,
        stdout,
        stderr,
      });
      return { exit, text };
    };
    expect(await typed(SECRET, 'n')).toMatchObject({
      exit: EXIT.no,
      text: expect.stringMatching(/Nothing was changed/),
    });
    expect((await one.hub.connections.list.query({})).total).toBe(0);
    const { exit, text } = await typed(SECRET, 'y');
    expect([exit, text]).toEqual([EXIT.ok, expect.stringContaining('SHOP, for asks/Shop: ')]);
    expect(text).not.toContain(SECRET);
    expect((await one.hub.connections.list.query({})).items[0]?.credentialState).toBe('ready');
  });
});

describe('who may what', () => {
  it('is told by the plan, not by half of an apply', async () => {
    const one = await site.tenant('rights');
    const viewer = await site.api.member(one.id, 'viewer');
    const worker = await site.api.member(one.id, ['connections:read', 'role:read', 'role:create']);
    const as = async (token: string, tenant: Partial<TenantConfig>, line = 'plan', slug = 'rights') => {
      await writeFile(one.file, JSON.stringify({ tenants: [{ slug, ...tenant }] }));
      const { exit, out, err } = await one.call(line, { as: token });
      return [exit, line === 'plan' && exit === EXIT.ok ? out : err];
    };
    const shop = { connections: [database('Shop')] };
    const refused = (text: string) => [EXIT.refused, expect.stringContaining(text)];
    expect(await as(viewer.token, shop)).toEqual(refused('you may not look: that needs connections:read in rights'));
    // Whoever may look may plan; what is not theirs to apply is told, and refused whole.
    const lacking = 'you may not: that needs connections:write in rights';
    expect(await as(worker.token, shop)).toEqual([EXIT.ok, expect.stringContaining(lacking)]);
    expect(await as(worker.token, shop, 'drift')).toEqual([EXIT.no, '']);
    const role = { roles: [{ name: 'More', permissions: ['user:delete'] as const }] };
    const both = { ...role, ...shop };
    expect(await as(worker.token, both, 'apply --auto-approve')).toEqual(refused(lacking));
    expect(await as(worker.token, role, 'apply --auto-approve')).toEqual(
      refused('cannot grant what you do not hold yourself: user:delete'),
    );
    expect((await one.hub.roles.list.query({})).items.map(({ name }) => name)).not.toContain('More');
    const nowhere = 'only an operator who has signed in makes tenants';
    expect(await as(worker.token, {}, 'plan', 'nowhere')).toEqual(refused(nowhere));
    expect(await as(site.operator, shop)).toEqual([EXIT.ok, expect.stringContaining('1 to create')]);
    const body = { name: 'job', permission_ids: ['connections:read'] };
    const asked = { token: one.admin.token, tenant: 'rights', body };
    const { key } = (await site.api.ask('POST', '/api/v1/api-keys', asked)).body;
    expect(await as(key, shop)).toEqual([EXIT.ok, expect.stringContaining(lacking)]);
    expect(await as(key, shop, 'plan', 'acme')).toEqual(refused('you have no tenant acme'));
  });

  it('lets an operator make tenants, with what is in them, and bring deleted ones back', async () => {
    const file = path.join(site.client.app, 'new.json');
    const call = (line: string) => site.portolan([...line.split(' '), '--config', file], { as: site.operator });
    const tenant = {
      slug: 'new',
      name: 'New',
      roles: [{ name: 'R', permissions: ['role:read'] }],
      connections: [database('Shop')],
    };
    const members = [
      { email: 'operator@portolan.local', roles: ['Tenant Admin', 'R'] },
      { email: 'nobody@example.com', roles: ['R'] },
    ];
    const given = { slug: 'given', adminEmail: 'new-admin@example.com' };
    await writeFile(file, JSON.stringify({ tenants: [{ ...tenant, members }, given] }));
    const applied = await call('apply --auto-approve');
    expect([applied.exit, applied.err]).toEqual([
      EXIT.ok,
      expect.stringMatching(/^new-admin@example\.com becomes the admin by http/),
    ]);
    expect(applied.out).toContain('nobody@example.com is no member of new yet');
    expect((await call('plan --check')).exit).toBe(EXIT.ok);
    await site.api.ask('DELETE', '/api/tenants/new', { token: site.operator });
    expect(await call('apply --auto-approve')).toMatchObject({
      exit: EXIT.ok,
      out: expect.stringContaining('new: restored'),
    });
    expect((await call('drift')).exit).toBe(EXIT.ok);
  });
});

describe('an export', () => {
  const HOSTILE = [
    "it's `\u0024{process.exit()}`",
    '"quoted" \\ \\u0041',
    'two  blanks #: - [x] {y} & *z !t | > %',
    'null',
    '2026-01-01',
    '1e3',
    '表 👩‍💻 é e\u0301',
    'a\u202eb',
    '\u001b[31mred',
    '</script><!-- \u0024{{ secrets.X }}',
    "env('X')",
    '__proto__',
    'Twin',
    'Twin',
    'TWIN',
  ];

  it('plans nothing when it is applied, whatever things are called', async () => {
    const one = await site.tenant('exports');
    for (const [index, name] of HOSTILE.entries()) {
      await one.hub.connections.create.mutate({
        ...database(name),
        description: name,
        databaseName: name,
        tags: [`n:${index}`],
        ...(index % 3 === 0 ? { password: SECRET, monitoring: { enabled: false }, ownerId: one.admin.id } : {}),
        ...(index % 3 === 1 ? { snapshotRefresh: 'never', options: { sslMode: 'require', schema: name } } : {}),
      });
    }
    await one.hub.connections.create.mutate({
      ...database('Bricks'),
      dbType: 'databricks',
      options: { httpPath: '/x' },
      credential: { type: 'token', token: SECRET },
    });
    await one.hub.roles.create.mutate({
      name: "O'Role \\ `",
      description: '# 1',
      permissionIds: ['role:read', 'connections:read'],
    });
    for (const format of ['ts', 'js', 'yaml', 'json']) {
      const file = path.join(site.client.app, `exported.${format}`);
      const words = ['export', '--tenant', 'exports', '--out', file];
      expect(await site.portolan(words, { as: one.admin.token })).toMatchObject({
        exit: EXIT.ok,
        err: `Written to ${file}.\n`,
      });
      const text = await readFile(file, 'utf8');
      expect([text.includes(SECRET), text.includes('IT_S_PROCESS_EXIT_SECRET')]).toEqual([false, true]);
      if (format !== 'json' && format !== 'yaml') expect(text).not.toMatch(/\p{Cf}|\p{Cc}(?<!\n)/u);
      const planned = await site.portolan(['plan', '--check', '--prune', '--config', file], { as: one.admin.token });
      expect([format, planned.exit, planned.out]).toEqual([
        format,
        EXIT.ok,
        expect.stringContaining('Nothing is to be changed'),
      ]);
      expect((await site.portolan(words, { as: one.admin.token })).err).toContain('is there already');
    }
    const { stdout } = await execute(
      'node',
      [
        path.join(ROOT, 'node_modules/typescript/bin/tsc'),
        '--noEmit',
        '--strict',
        '--module',
        'nodenext',
        'exported.ts',
      ],
      { cwd: site.client.app },
    ).catch((failed: { stdout: string }) => failed);
    expect(stdout).toBe('');
    const viewer = await site.api.member(one.id, 'viewer');
    const seen = await site.portolan(['export', '--format', 'json'], { as: viewer.token });
    expect([seen.exit, seen.err]).toEqual([EXIT.ok, expect.stringContaining('connections:read')]);
    expect(JSON.parse(seen.out).tenants[0].connections).toBeUndefined();
  });
});
