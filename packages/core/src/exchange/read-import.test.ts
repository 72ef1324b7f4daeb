import { detectImportFormat } from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import { isRefused, type ParsedRow, type ReadRow } from './parsed-row.ts';
import { readImport } from './read-import.ts';

const read = (text: string, format: Parameters<typeof readImport>[1] = 'auto') => readImport(text, format).rows;
/** Fields and secret of a row, or why it is refused. */
const told = (row: ReadRow | undefined) =>
  row && (isRefused(row) ? row.refused : { ...row.fields, ...(row.secret ? { secret: row.secret } : {}) });
/** As DBeaver writes what it looks up elsewhere. */
const variable = (name: string) => ['$', '{', name, '}'].join('');
const password = (text: string) => ({ type: 'password', password: text });
const lines = (...all: string[]) => all.join('\n');

describe('a format that is not named', () => {
  it.each([
    ['csv', 'name,host\nOrders,h'],
    ['csv', '"Type";"Name"\npostgresql;x'],
    ['json', '[]'],
    ['json', '\uFEFF{"connections":[]}'],
    ['dbeaver', '{"folders":{},"connections":{"a":{}}}'],
    ['urls', '# mine\r\npostgres://h/d\r\njdbc:mysql://h/d'],
    ['pgpass', '# host:port\nh:5432:d:u:p'],
    ['pgpass', 'h\\:1:*:*:u:p:with:colons'],
    ['pg_service', '# services\n[orders]\nhost=h'],
    ['env', 'DATABASE_URL=postgres://u:p@h/d'],
    ['env', 'export DB_HOST="h"\nDB_PORT=1'],
  ])('is %s of %j', (format, text) => {
    expect(detectImportFormat(text)).toBe(format);
  });

  it.each(['', 'hello world', 'a:b:c', '{"a":', 'name only'])('is none of %j', (text) => {
    expect(detectImportFormat(text)).toBeNull();
    expect(() => read(text || ' ')).toThrow('name one');
  });
});

describe('CSV', () => {
  const header = 'name,dbType,host,port,databaseName,username,useSsl,options,environment,tags,owner,description';

  it('reads every column', () => {
    const [row] = read(
      lines(
        header,
        'Orders,postgresql,db.example.com,5433,app,reader,true,"{""schema"":""s""}",production,a team:x,ada@example.com,"Main, one"',
      ),
    );
    expect(told(row)).toEqual({
      name: 'Orders',
      dbType: 'postgresql',
      host: 'db.example.com',
      port: 5433,
      databaseName: 'app',
      username: 'reader',
      useSsl: true,
      options: { schema: 's' },
      environment: 'production',
      tags: ['a', 'team:x'],
      description: 'Main, one',
    });
    expect((row as ParsedRow).owner).toBe('ada@example.com');
  });

  it('takes byte order marks, CRLF, semicolons, other names of columns, blank lines and cells of several lines', () => {
    const text =
      '\uFEFFName;Type;Host;Database;User;Description\r\n\r\nA;mysql;h;d;ü;"one\r\ntwo ""quoted"""\r\nB;mysql;::1;;;\r\n';
    expect(read(text).map((row) => [row.line, told(row)])).toEqual([
      [
        3,
        { name: 'A', dbType: 'mysql', host: 'h', databaseName: 'd', username: 'ü', description: 'one\r\ntwo "quoted"' },
      ],
      [5, { name: 'B', dbType: 'mysql', host: '::1', databaseName: null, username: null, description: null }],
    ]);
  });

  it('has the usual port where a cell is empty, and leaves what is no number to the schema', () => {
    const rows = read(lines('name,type,host,port', 'a,sqlserver,h,', 'b,mysql,h,many'));
    expect(rows.map(told)).toMatchObject([{ port: 1433 }, { port: 'many' }]);
  });

  it('takes a password where somebody added the column', () => {
    expect(told(read(lines('name,type,host,password', 'a,mysql,h,"s3,cret"'))[0])).toMatchObject({
      secret: password('s3,cret'),
    });
  });

  it('undoes the guard against formulas, and nothing else', () => {
    const rows = read(lines('name,description', "'=SUM(1),''@x", "'quoted',it's"));
    expect(rows.map(told)).toEqual([
      { name: '=SUM(1)', description: "'@x" },
      { name: "'quoted'", description: "it's" },
    ]);
  });

  it('refuses rows with an open quote or too many cells, and goes on with the others', () => {
    const rows = read(lines('name,type,host', 'a,mysql,h,more', 'b,mysql,h', 'c,mysql,"h'));
    expect(rows.map((row) => (isRefused(row) ? 'refused' : row.name))).toEqual(['refused', 'b', 'refused']);
  });

  it.each([
    ['name,colour', "no column 'colour'"],
    ['name,name', 'name is there twice'],
    ['', 'no header'],
  ])('refuses the header %j', (text, why) => {
    expect(() => read(text, 'csv')).toThrow(why);
  });
});

describe('JSON', () => {
  it('takes a list, one under "connections", and what the API has answered', () => {
    const entry = {
      name: 'A',
      dbType: 'mysql',
      host: 'h',
      port: 1,
      hasCredential: true,
      createdAt: 'x',
      tenantId: 'y',
    };
    for (const file of [[entry], { connections: [entry] }]) {
      expect(told(read(JSON.stringify(file))[0])).toEqual({ name: 'A', dbType: 'mysql', host: 'h', port: 1 });
    }
  });

  it('has id, owner and secrets apart from the fields', () => {
    const entry = { id: 'i', owner: 'ada@example.com', name: 'A', credential: { type: 'token', token: 't' } };
    expect(read(JSON.stringify([entry]))).toMatchObject([
      { line: 1, id: 'i', owner: 'ada@example.com', secret: { type: 'token', token: 't' }, fields: { name: 'A' } },
    ]);
  });

  it('refuses entries that are none, and texts that are no list', () => {
    expect(read('[1, null, {"name":"a","credential":{"type":"x"}}]').map(isRefused)).toEqual([true, true, true]);
    expect(() => read('{"a":1}')).toThrow('a list');
    expect(() => read('{', 'json')).toThrow('not valid JSON');
    expect(() => read('{', 'dbeaver')).toThrow('not valid JSON');
  });
});

describe('URLs', () => {
  it('are one a line, with comments, in any form that is known', () => {
    const rows = read(
      lines(
        '# shop',
        'postgres://reader:p%40ss@[::1]:5433/orders?sslmode=verify-full&application_name=x',
        '',
        'jdbc:mysql://db/shop',
        'redis://h',
        'postgres:///x',
      ),
    );
    expect(rows.map((row) => [row.line, row.name])).toEqual([
      [2, 'reader@[::1]:5433/orders'],
      [4, 'db/shop'],
      [5, ''],
      [6, ''],
    ]);
    expect(told(rows[0])).toEqual({
      name: 'reader@[::1]:5433/orders',
      dbType: 'postgresql',
      host: '::1',
      port: 5433,
      databaseName: 'orders',
      username: 'reader',
      useSsl: true,
      options: { sslMode: 'verify-full' },
      secret: password('p@ss'),
    });
    expect((rows[0] as ParsedRow).notes).toEqual(['application_name is left out']);
    expect(rows.slice(2).map(isRefused)).toEqual([true, true]);
  });
});

describe('pgpass', () => {
  it('takes escaped colons and backslashes, wildcards, comments and passwords with colons', () => {
    const rows = read(
      lines(
        '# comment',
        'db.example.com:5432:orders:reader:s3cret',
        'h:*:*:*:a:b\\:c\\\\d',
        '2001\\:db8\\:\\:1:6432:d:ü:p',
        '*:*:*:u:p',
        'h:x:d:u:p',
        'nonsense',
        '/var/run:1:d:u:p',
      ),
      'pgpass',
    );
    expect(rows.map(told)).toEqual([
      {
        name: 'reader@db.example.com/orders',
        dbType: 'postgresql',
        host: 'db.example.com',
        port: 5432,
        databaseName: 'orders',
        username: 'reader',
        secret: password('s3cret'),
      },
      { name: 'h', dbType: 'postgresql', host: 'h', port: 5432, secret: password('a:b:c\\d') },
      {
        name: 'ü@[2001:db8::1]:6432/d',
        dbType: 'postgresql',
        host: '2001:db8::1',
        port: 6432,
        databaseName: 'd',
        username: 'ü',
        secret: password('p'),
      },
      'The line is for any host, and a connection has one',
      expect.objectContaining({ port: Number.NaN }),
      'A line of pgpass is host:port:database:user:password',
      'The host is the path of a socket, and connections here go by TCP',
    ]);
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('pg_service.conf', () => {
  it('is a connection a section, with libpq’s keywords', () => {
    const rows = read(
      lines(
        '# shared',
        'host=lost',
        '[orders]',
        'dbname=orders',
        "user=o'brien",
        'host=db.example.com',
        'port=6432',
        'sslmode=require',
        'sslrootcert=/ca.pem',
        'password=with space # kept',
        '[nowhere]',
        'dbname=x',
        '[ldap]',
        'ldap://x',
        '[ipv6]',
        'host=::1',
      ),
      'pg_service',
    );
    expect(rows.map((row) => [row.line, row.name])).toEqual([
      [2, ''],
      [3, 'orders'],
      [11, 'nowhere'],
      [13, 'ldap'],
      [15, 'ipv6'],
    ]);
    expect(told(rows[1])).toEqual({
      name: 'orders',
      dbType: 'postgresql',
      host: 'db.example.com',
      port: 6432,
      databaseName: 'orders',
      username: "o'brien",
      useSsl: true,
      options: { sslMode: 'require' },
      secret: password('with space # kept'),
    });
    expect((rows[1] as ParsedRow).notes[0]).toContain('sslrootcert');
    expect([rows[0], rows[2], rows[3]].map((row) => row && isRefused(row))).toEqual([true, true, true]);
    expect(told(rows[4])).toMatchObject({ host: '::1', port: 5432 });
  });
});

describe('.env', () => {
  it('has URLs in variables', () => {
    const rows = read(
      lines(
        'NODE_ENV=production',
        'export ORDERS_DATABASE_URL="postgres://u:p#1@h:5433/d" # main',
        "DATABASE_URL='mysql://h/e'",
        'REDIS_URL=redis://x',
        'API_URL=https://x',
        '# OLD_URL=mysql://y/z',
      ),
    );
    expect(rows.map((row) => [row.line, row.name])).toEqual([
      [2, 'orders'],
      [3, 'h/e'],
    ]);
    expect(told(rows[0])).toMatchObject({ host: 'h', port: 5433, secret: password('p#1') });
  });

  it('has variables that make up a connection together', () => {
    const rows = read(
      lines(
        'PGHOST=db',
        'PGPORT=5433',
        'PGUSER=reader',
        'PGPASSWORD=" x\\"y "',
        'PGDATABASE=orders',
        'PGSSLMODE=disable',
        'BILLING_DB_CONNECTION=mysql',
        'BILLING_DB_HOST=h # here',
        'BILLING_DB_PASS=p',
        'DB_HOST=odd',
        'DB_PORT=1',
        'PORT=80',
      ),
    );
    expect(rows.map(told)).toEqual([
      {
        name: 'reader@db:5433/orders',
        dbType: 'postgresql',
        host: 'db',
        port: 5433,
        databaseName: 'orders',
        username: 'reader',
        useSsl: false,
        options: { sslMode: 'disable' },
        secret: password(' x"y '),
      },
      { name: 'billing db', dbType: 'mysql', host: 'h', port: 3306, secret: password('p') },
      'Nothing says which kind of database it is',
    ]);
  });

  it('counts the last of a variable that is there twice', () => {
    expect(read(lines('DATABASE_URL=mysql://a/b', 'DATABASE_URL=mysql://c/d')).map(told)).toMatchObject([
      { host: 'c' },
    ]);
  });
});

describe('DBeaver', () => {
  const source = (more: object, configuration: object) => ({
    provider: 'postgresql',
    driver: 'postgres-jdbc',
    name: 'Shop',
    ...more,
    configuration,
  });
  const file = (...sources: object[]) =>
    JSON.stringify({
      folders: {},
      connections: Object.fromEntries(sources.map((one, index) => [`c-${index}`, one])),
      'connection-types': { 'x-1': { name: 'Staging EU' } },
    });

  it('is read with environment, TLS and login; what has no place is told', () => {
    const [row] = read(
      file(
        source(
          { description: 'Main' },
          {
            host: 'db.example.com',
            port: '5433',
            database: 'shop',
            url: 'jdbc:postgresql://db.example.com:5433/shop',
            type: 'prod',
            user: 'reader',
            password: 'p',
            handlers: {
              ssh_tunnel: { enabled: true },
              postgre_ssl: { enabled: true, properties: { sslMode: 'verify-ca' } },
              proxy: { enabled: false },
            },
          },
        ),
      ),
    );
    expect(told(row)).toEqual({
      name: 'Shop',
      description: 'Main',
      dbType: 'postgresql',
      host: 'db.example.com',
      port: 5433,
      databaseName: 'shop',
      username: 'reader',
      environment: 'production',
      useSsl: true,
      options: { sslMode: 'verify-ca' },
      secret: password('p'),
    });
    expect((row as ParsedRow).notes).toEqual(['ssh_tunnel is left out']);
  });

  it('takes kinds by provider or driver, types that people made, and URLs alone', () => {
    const rows = read(
      file(
        source({ provider: 'mysql', driver: 'mariaDB' }, { host: '::1', type: 'x-1' }),
        source(
          { provider: 'sqlserver', driver: 'microsoft' },
          { url: 'jdbc:sqlserver://h:1444;databaseName=d', type: 'dev' },
        ),
        source({ provider: 'sqlite', driver: 'sqlite_jdbc' }, { database: '/x.db' }),
        source({}, { url: `jdbc:postgresql://${variable('host')}/d` }),
        source({}, { host: 'h', properties: { user: 'u' }, 'auth-properties': { password: variable('secret') } }),
      ),
    );
    expect(rows.map(told)).toEqual([
      { name: 'Shop', dbType: 'mysql', host: '::1', port: 3306, environment: 'staging' },
      expect.objectContaining({
        dbType: 'sqlserver',
        host: 'h',
        port: 1444,
        databaseName: 'd',
        environment: 'development',
      }),
      'Unsupported database type: sqlite',
      'No host is named',
      { name: 'Shop', dbType: 'postgresql', host: 'h', port: 5432, username: 'u' },
    ]);
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
  });
});

it('takes no more rows than one import bears', () => {
  expect(() => read('h:1:d:u:p\n'.repeat(5_001), 'pgpass')).toThrow('more than 5000 rows');
});
