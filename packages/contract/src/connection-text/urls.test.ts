// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold variables of a shell
import { describe, expect, it } from 'vitest';
import { readConnectionText } from './index.ts';
import { type Expected, found, whole } from './test-expected.ts';

const read = (text: string) => {
  const reading = readConnectionText(text);
  return reading && 'found' in reading ? found(reading.found) : reading;
};
const postgresql = { kind: 'postgresql', host: 'h.example' } as const;
const mysql = { kind: 'mysql', host: 'h.example' } as const;
const login = { password: 'p', user: 'u', database: 'd' };

const POSTGRESQL: readonly [string, Expected][] = [
  ['postgres://u:p@h.example/d', { ...postgresql, ...login }],
  ['POSTGRES://u:p@H.Example:5433/d', { ...postgresql, ...login, host: 'H.Example', port: 5433 }],
  ['postgresql+psycopg2://u:p@h.example:5433/d', { ...postgresql, ...login, port: 5433 }],
  ['postgresql+asyncpg://u:p@h.example/d?ssl=require', { ...postgresql, ...login, ssl: 'require' }],
  [
    'jdbc:postgresql://h.example:5432/d?user=u&password=p&currentSchema=s',
    { ...postgresql, ...login, options: { schema: 's' } },
  ],
  ['JDBC:PostgreSQL://h.example/d?user=u&password=p', { ...postgresql, ...login }],
  ['r2dbc:postgresql://u:p@h.example/d', { ...postgresql, ...login }],
  ['jdbc:aws-wrapper:postgresql://h.example/d?user=u&password=p', { ...postgresql, ...login }],
  ['postgresql://h.example/d?user=u&password=a;b', { ...postgresql, ...login, password: 'a;b' }],
  ['postgresql://h.example/d?user=u&password=a%26b%3D', { ...postgresql, ...login, password: 'a&b=' }],
  ['postgresql://h.example/d?user=u@x&password=p@y', { ...postgresql, ...login, user: 'u@x', password: 'p@y' }],
  ['postgresql://u:p@/d?host=h.example&port=6432', { ...postgresql, ...login, port: 6432 }],
  ['postgresql+psycopg2://u:p@/d?host=h.example:5433', { ...postgresql, ...login, port: 5433 }],
  ['postgresql:///d?host=h.example&user=u', { ...postgresql, user: 'u', database: 'd' }],
  ['postgres://u:p%40ss%2Fw%3A%25@h.example/d', { ...postgresql, ...login, password: 'p@ss/w:%' }],
  ['postgres://u:p+w@h.example/d', { ...postgresql, ...login, password: 'p+w' }],
  [
    'postgres://u:a+b@h.example/d?application_name=a+b',
    { ...postgresql, ...login, password: 'a+b', left: ['application_name'] },
  ],
  ['postgres://u:p:w@h.example/d', { ...postgresql, ...login, password: 'p:w' }],
  ['postgres://u:@h.example/d', { ...postgresql, user: 'u', database: 'd' }],
  ['postgres://u@h.example/d', { ...postgresql, user: 'u', database: 'd' }],
  ['postgres://:p@h.example/d', { ...postgresql, password: 'p', database: 'd' }],
  ['postgres://h.example', postgresql],
  ['postgres://h.example:/', postgresql],
  ['postgres://u:pä🚢ß@h.example/d', { ...postgresql, ...login, password: 'pä🚢ß' }],
  ['postgres://u:p%C3%A4%F0%9F%9A%A2@h.example/d', { ...postgresql, ...login, password: 'pä🚢' }],
  ['postgres://u:100%@h.example/d', { ...postgresql, ...login, password: '100%' }],
  ['postgres://u:a#b/c@h.example:5433/d', { ...postgresql, ...login, password: 'a#b/c', port: 5433 }],
  ['postgres://u:a?b@h.example/d', { ...postgresql, ...login, password: 'a?b' }],
  ['postgres://u:a@b@h.example/d', { ...postgresql, ...login, password: 'a@b' }],
  ['postgres://u@srv:p%40w@h.example/d', { ...postgresql, ...login, user: 'u@srv', password: 'p@w' }],
  ['postgres://u%40srv:p@h.example/d', { ...postgresql, ...login, user: 'u@srv' }],
  ['postgres://u:p@[::1]:5433/d', { ...postgresql, ...login, host: '::1', port: 5433 }],
  ['postgres://u:p@[2001:db8::7]/d', { ...postgresql, ...login, host: '2001:db8::7' }],
  ['postgres://u:p@localhost./d', { ...postgresql, ...login, host: 'localhost' }],
  ['postgres://u:p@bücher.example/d', { ...postgresql, ...login, host: 'bücher.example' }],
  ['postgres://u:p@h.example/my%20d%2Fb', { ...postgresql, ...login, database: 'my d/b' }],
  ['postgres://u:p@h.example/d?schema=s', { ...postgresql, ...login, options: { schema: 's' } }],
  ['postgresql://u:p@h.example/d?search_path=sales,public', { ...postgresql, ...login, left: ['schema'] }],
  ['postgresql://u:p@h.example/d?search_path=sales', { ...postgresql, ...login, options: { schema: 'sales' } }],
  [
    'postgres://u:p@ep-x.h.example/d?sslmode=require&channel_binding=require&options=endpoint%3Dep-x',
    { ...postgresql, ...login, host: 'ep-x.h.example', ssl: 'require', left: ['channel_binding', 'options'] },
  ],
  [
    'postgres://postgres.ref:p@aws-0.pooler.example:6543/postgres?pgbouncer=true',
    {
      ...postgresql,
      host: 'aws-0.pooler.example',
      port: 6543,
      user: 'postgres.ref',
      password: 'p',
      database: 'postgres',
      left: ['pgbouncer'],
    },
  ],
  [
    'postgresql://postgres:[YOUR-PASSWORD]@h.example/d',
    { ...postgresql, user: 'postgres', database: 'd', left: ['password'] },
  ],
  ['postgres://u:****@h.example/d', { ...postgresql, user: 'u', database: 'd', left: ['password'] }],
  [
    'postgres://postgres:password@h.example/d',
    { ...postgresql, user: 'postgres', password: 'password', database: 'd' },
  ],
  ...(
    [
      ['sslmode=disable', 'disable'],
      ['sslmode=require', 'require'],
      ['sslmode=no-verify', 'require'],
      ['sslmode=VERIFY-CA', 'verify-ca'],
      ['sslmode=verify-full&ssl=false', 'verify-full'],
      ['ssl=true', 'verify-full'],
      ['ssl=false', 'disable'],
      ['ssl=true&sslfactory=org.postgresql.ssl.NonValidatingFactory', 'require'],
      ['sslrootcert=system', 'verify-full'],
    ] as const
  ).map(([query, ssl]): [string, Expected] => [
    `postgres://u:p@h.example/d?${query}`,
    { ...postgresql, ...login, ssl },
  ]),
  ['postgres://u:p@h.example/d?sslmode=prefer', { ...postgresql, ...login, ssl: 'require', left: ['sslmode'] }],
  ['postgres://u:p@h.example/d?sslmode=nonsense', { ...postgresql, ...login, left: ['sslmode'] }],
  [
    'postgres://u:p@h.example/d?sslmode=verify-ca&sslrootcert=/ca.pem',
    { ...postgresql, ...login, ssl: 'verify-ca', left: ['sslrootcert'] },
  ],
];

const MYSQL: readonly [string, Expected][] = [
  ['mysql://u:p@h.example/d', { ...mysql, ...login }],
  ['mysql+pymysql://u:p@h.example/d?charset=utf8mb4', { ...mysql, ...login, left: ['charset'] }],
  ['mysql2://u:p@h.example:3307/d', { ...mysql, ...login, port: 3307 }],
  ['mariadb://u:p@h.example/d', { ...mysql, ...login }],
  ['mariadb+mariadbconnector://u:p@h.example/d', { ...mysql, ...login }],
  ['jdbc:mariadb://h.example:3307/d?user=u&password=p', { ...mysql, ...login, port: 3307 }],
  [
    'jdbc:mysql://h.example/d?user=u&password=p&useSSL=false&serverTimezone=UTC',
    { ...mysql, ...login, ssl: 'disable', left: ['serverTimezone'] },
  ],
  ['mysql://u:p@h.example/d?useSSL&email=a@b.example', { ...mysql, ...login, left: ['email'] }],
  [
    'u:p@tcp(h.example:3307)/d?tls=skip-verify&parseTime=true',
    { ...mysql, ...login, port: 3307, ssl: 'require', left: ['parseTime'] },
  ],
  ['u:p@/:w%40@tcp(h.example)/d', { ...mysql, ...login, password: 'p@/:w%40' }],
  ...(
    [
      ['ssl-mode=REQUIRED', 'require'],
      ['sslMode=VERIFY_IDENTITY', 'verify-full'],
      ['ssl_mode=VERIFY_CA', 'verify-ca'],
      ['useSSL=true', 'verify-full'],
      ['useSSL=true&verifyServerCertificate=false', 'require'],
      ['sslMode=trust', 'require'],
      ['sslMode=verify-full&trustServerCertificate=true', 'verify-full'],
      ['trustServerCertificate=true', 'require'],
      ['sslaccept=strict', 'verify-full'],
      ['sslaccept=accept_invalid_certs', 'require'],
      ['ssl={"rejectUnauthorized":true}', 'verify-full'],
      ['ssl={"rejectUnauthorized":false}', 'require'],
      ['tls=true', 'verify-full'],
      ['ssl_disabled=true', 'disable'],
      ['ssl_verify_identity=true', 'verify-full'],
    ] as const
  ).map(([query, ssl]): [string, Expected] => [`mysql://u:p@h.example/d?${query}`, { ...mysql, ...login, ssl }]),
];

const snowflake = { kind: 'snowflake', host: 'org-acct.snowflakecomputing.com' } as const;
const databricks = { kind: 'databricks', host: 'h.example' } as const;
const token = (text: string) => ({ type: 'token', token: text }) as const;

const WAREHOUSES: readonly [string, Expected][] = [
  [
    'snowflake://ada:pw@org-acct/DW/PUBLIC?warehouse=WH&role=R',
    {
      ...snowflake,
      user: 'ada',
      password: 'pw',
      database: 'DW',
      options: { account: 'org-acct', warehouse: 'WH', role: 'R', schema: 'PUBLIC' },
    },
  ],
  [
    'snowflake://ada:p%40w@org-acct/DW',
    { ...snowflake, user: 'ada', password: 'p@w', database: 'DW', options: { account: 'org-acct' } },
  ],
  [
    'snowflake://ada:pw@xy12345.us-east-1/DW/S',
    {
      kind: 'snowflake',
      host: 'xy12345.us-east-1.snowflakecomputing.com',
      user: 'ada',
      password: 'pw',
      database: 'DW',
      options: { account: 'xy12345.us-east-1', schema: 'S' },
    },
  ],
  [
    'snowflake://ada:pw@my_org-my_acct/',
    {
      kind: 'snowflake',
      host: 'my-org-my-acct.snowflakecomputing.com',
      user: 'ada',
      password: 'pw',
      options: { account: 'my_org-my_acct' },
    },
  ],
  [
    'jdbc:snowflake://xy1.us-east-1.snowflakecomputing.com/?db=DW&warehouse=WH&role=R&schema=S&user=ada&password=p%26w',
    {
      kind: 'snowflake',
      host: 'xy1.us-east-1.snowflakecomputing.com',
      user: 'ada',
      password: 'p&w',
      database: 'DW',
      options: { account: 'xy1.us-east-1', warehouse: 'WH', role: 'R', schema: 'S' },
    },
  ],
  [
    'jdbc:snowflake://org-acct.snowflakecomputing.com:443/?user=ada&token=pat1&authenticator=programmatic_access_token',
    { ...snowflake, user: 'ada', credential: token('pat1'), options: { account: 'org-acct' } },
  ],
  [
    'snowflake://ada@org-acct/DW?authenticator=externalbrowser&private_key_file=/k.p8',
    {
      ...snowflake,
      user: 'ada',
      database: 'DW',
      options: { account: 'org-acct' },
      left: ['private_key_file', 'authenticator'],
    },
  ],
  [
    'databricks://token:dapi1@h.example?http_path=/sql/1.0/warehouses/a&catalog=main&schema=default',
    { ...databricks, credential: token('dapi1'), database: 'main', options: { httpPath: '/sql/1.0/warehouses/a' } },
  ],
  [
    'databricks+connector://token:dapi1@h.example:443/default?http_path=sql/1.0/warehouses/a',
    { ...databricks, credential: token('dapi1'), options: { httpPath: '/sql/1.0/warehouses/a' } },
  ],
  [
    'jdbc:databricks://h.example:443;transportMode=http;ssl=1;AuthMech=3;httpPath=/sql/1.0/warehouses/a;UID=token;PWD=dapi&x',
    { ...databricks, credential: token('dapi&x'), options: { httpPath: '/sql/1.0/warehouses/a' } },
  ],
  [
    'jdbc:spark://h.example:443/default;transportMode=http;ssl=1;httpPath=sql/protocolv1/o/0/1;AuthMech=3;UID=token;PWD=da%20pi',
    { ...databricks, credential: token('da%20pi'), options: { httpPath: '/sql/protocolv1/o/0/1' } },
  ],
  [
    'jdbc:databricks://h.example:443;httpPath=/sql/1;AuthMech=11;Auth_Flow=1;OAuth2ClientId=app;OAuth2Secret=dose1;ConnCatalog=main;ConnSchema=s',
    {
      ...databricks,
      credential: { type: 'oauthClient', clientId: 'app', clientSecret: 'dose1' },
      database: 'main',
      options: { httpPath: '/sql/1' },
      left: ['ConnSchema'],
    },
  ],
  [
    'jdbc:databricks://h.example;httpPath=/sql/1;AuthMech=3;UID=ada;PWD=pw',
    { ...databricks, options: { httpPath: '/sql/1' }, left: ['user'] },
  ],
];

describe('a URL', () => {
  it.each([...POSTGRESQL, ...MYSQL, ...WAREHOUSES])('%s', (text, expected) => {
    expect(read(text)).toEqual(whole(expected));
  });
});

describe('a URL that could mean two things, or something that is not here, is refused with the reason', () => {
  it.each([
    ['postgresql://u:p@h1.example:5432,h2.example:5433/d', /Several hosts/],
    ['postgresql://u:p@h1.example,h2.example/d', /Several hosts/],
    ['postgresql://u:p@/d?host=h1,h2', /Several hosts/],
    ['postgresql+psycopg2://u:p@/d?host=h1:5432&host=h2:5432', /host is given twice/],
    ['mysql+srv://u:p@h.example/d', /several servers/],
    ['jdbc:mysql:loadbalance://h1:3306,h2:3306/d', /several servers/],
    ['jdbc:mariadb:sequential://h1,h2/d', /several servers/],
    ['jdbc:mysql://address=(host=h)(port=3306)/d', /parentheses/],
    ['postgres://u:p@h.example/d@x.example', /An @ stands behind the host/],
    ['postgres://u:p@ss/word@h.example/d', /An @ stands behind the host/],
    ['postgres://u:12/34@h.example/d', /An @ stands behind the host/],
    ['postgres://u:p@h.example/d?x@y', /An @ stands behind the host/],
    ['postgres://u:p@h.example/d#x', /# in the URL/],
    ['postgres://u:p@h.example/d?password=q', /password is given twice/],
    ['postgres://u:p@h.example/d?host=x.example', /host is given twice/],
    ['postgres://u:p@h.example/d?user=x', /user name is given twice/],
    ['postgresql://h.example/d?user=u&password=Tom&Jerry', /go on behind a separator/],
    ['jdbc:postgresql://h.example/d?user=u&password=a+b', /a \+ in password/],
    ['jdbc:snowflake://a.snowflakecomputing.com/?user=u&password=a+b', /a \+ in password/],
    ['postgres://u:a%40b%@h.example/d', /a % that encodes nothing/],
    ['postgres://u:a#b%40@h.example/d', /half percent-encoded/],
    ['postgres://u:a@b%21@h.example/d', /half percent-encoded/],
    ['postgres://u:a%FFb@h.example/d', /UTF-8/],
    ['postgres://u:a%00b@h.example/d', /control character/],
    ['postgres://u:p w@h.example/d', /blank or a line break/],
    ['postgres://u:p@h.example/d\nDEBUG=1', /blank or a line break/],
    ['postgres://u:p@h.example:99999/d', /port/],
    ['postgres://u:p@h.example:0/d', /port/],
    ['postgres://u:p@h.example:port/d', /host or the port/],
    ['postgres://u:p@::1/d', /host or the port/],
    ['postgres://u:p@[fe80::1%25eth0]/d', /host/i],
    ['postgres://u:p@<host>/d', /placeholder/],
    ['postgres://u:p@%2Fvar%2Frun%2Fpostgresql/d', /socket/],
    ['postgres://u:p@/d?host=/cloudsql/a:b:c', /socket/],
    ['postgres:///d', /No host/],
    ['postgres://', /No host/],
    ['postgres://${USER}:${PASS}@h.example/d', /variable/],
    ['jdbc:oracle://h.example/d', /kind of database/],
    ['mssql+pyodbc://u:p@some_dsn', /DSN/],
    ['snowflake://ada:pw@org-acct/a/b/c', /more parts/],
    ['jdbc:snowflake://proxy.example/?user=ada', /name the account/],
    ['u:p@unix(/tmp/mysql.sock)/d', /socket/],
  ])('%s', (text, reason) => {
    expect(read(text)).toEqual({ refused: expect.stringMatching(reason) });
  });

  it.each([
    'db.example.com',
    'https://example.com/x',
    'oracle://h/d',
    'redis://h:6379',
    'a=b',
    'x',
    '',
    '/tmp',
    'h,1433',
    '${x}',
  ])('"%s" is no such text', (text) => {
    expect(readConnectionText(text)).toBeNull();
  });
});
