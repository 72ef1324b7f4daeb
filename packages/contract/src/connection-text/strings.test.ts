// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold variables of a shell
import { describe, expect, it } from 'vitest';
import { readConnectionText } from './index.ts';
import { type Expected, found, whole } from './test-expected.ts';

const read = (text: string) => {
  const reading = readConnectionText(text);
  return reading && 'found' in reading ? found(reading.found) : reading;
};
const sqlserver = { kind: 'sqlserver', host: 'h.example' } as const;
const login = { password: 'p', user: 'u', database: 'd' };
const postgresql = { kind: 'postgresql', host: 'h.example' } as const;
const mysql = { kind: 'mysql', host: 'h.example' } as const;
const odbc = 'Driver={ODBC Driver 18 for SQL Server};Server=tcp:h.example,1444;Database=d;Uid=u';

const SQLSERVER: readonly [string, Expected][] = [
  [
    'jdbc:sqlserver://h.example:1433;user=sa;password={p;w};encrypt=true',
    { ...sqlserver, password: 'p;w', user: 'sa', ssl: 'verify-full' },
  ],
  [
    'jdbc:sqlserver://h.example:1433;user=sa;password=Tom&Jerry;encrypt=true',
    { ...sqlserver, password: 'Tom&Jerry', user: 'sa', ssl: 'verify-full' },
  ],
  [
    'jdbc:sqlserver://h.example:1433;user=sa;password={a}}b};encrypt=true',
    { ...sqlserver, password: 'a}b', user: 'sa', ssl: 'verify-full' },
  ],
  ['jdbc:sqlserver://h.example;user=sa;password=100%25+@/?#', { ...sqlserver, password: '100%25+@/?#', user: 'sa' }],
  [
    'jdbc:sqlserver://h.example;portNumber=1500;databaseName=x;user=u;password=p',
    { ...sqlserver, password: 'p', user: 'u', port: 1500, database: 'x' },
  ],
  [
    'jdbc:sqlserver://h.example\\REPORTS;databaseName=d;userName=u;password=p',
    { ...sqlserver, ...login, options: { instanceName: 'REPORTS' } },
  ],
  [
    'jdbc:sqlserver://h.example;instanceName=R;database=d;user=u;password=p;loginTimeout=30',
    { ...sqlserver, ...login, options: { instanceName: 'R' }, left: ['loginTimeout'] },
  ],
  [
    'jdbc:sqlserver://;serverName=2001:db8::7;user=u;password=p;databaseName=d',
    { ...sqlserver, ...login, host: '2001:db8::7' },
  ],
  ['jdbc:sqlserver://[::1]:1433;user=u;password=p;databaseName=d', { ...sqlserver, ...login, host: '::1' }],
  [
    'jdbc:jtds:sqlserver://h.example:1433/d;user=u;password=p;instance=I',
    { ...sqlserver, ...login, options: { instanceName: 'I' } },
  ],
  [
    'sqlserver://h.example:1433;database=d;user=u;password=p;encrypt=true;trustServerCertificate=true',
    { ...sqlserver, ...login, ssl: 'require' },
  ],
  ['sqlserver://h.example,1444;database=d;user=u;password=p', { ...sqlserver, ...login, port: 1444 }],
  ['sqlserver://u:p@h.example:1433;database=d', { ...sqlserver, ...login }],
  [
    'sqlserver://u:p%3Bw@h.example?database=d&encrypt=disable',
    { ...sqlserver, ...login, password: 'p;w', ssl: 'disable' },
  ],
  [
    'sqlserver://u:p@h.example/SQLEXPRESS?database=d',
    { ...sqlserver, ...login, options: { instanceName: 'SQLEXPRESS' } },
  ],
  ['mssql://u:p@h.example/d?encrypt=true', { ...sqlserver, ...login, ssl: 'verify-full' }],
  ['mssql+pymssql://u:p@h.example:1444/d', { ...sqlserver, ...login, port: 1444 }],
  [
    'mssql+pyodbc://u:p@h.example/d?driver=ODBC+Driver+18+for+SQL+Server&Encrypt=yes&TrustServerCertificate=yes',
    { ...sqlserver, ...login, ssl: 'require' },
  ],
  [
    'mssql+pyodbc:///?odbc_connect=DRIVER%3D%7BODBC+Driver+18+for+SQL+Server%7D%3BSERVER%3Dtcp%3Ah.example%2C1444%3BDATABASE%3Dd%3BUID%3Du%3BPWD%3D%7Bp%3B%2Bw%7D',
    { ...sqlserver, ...login, password: 'p;+w', port: 1444 },
  ],
  ...(
    [
      ['encrypt=false', 'disable'],
      ['encrypt=optional', 'disable'],
      ['encrypt=strict', 'verify-full'],
      ['Encrypt=Mandatory', 'verify-full'],
      ['encrypt=false;trustServerCertificate=true', 'disable'],
      ['trustServerCertificate=true', 'require'],
    ] as const
  ).map(([text, ssl]): [string, Expected] => [`jdbc:sqlserver://h.example;${text}`, { ...sqlserver, ssl }]),
];

const STRINGS: readonly [string, Expected][] = [
  [
    'Server=tcp:h.example,1444;Initial Catalog=d;Persist Security Info=False;User ID=u;Password=p;MultipleActiveResultSets=False;Encrypt=True;TrustServerCertificate=False;Connection Timeout=30;',
    {
      ...sqlserver,
      ...login,
      port: 1444,
      ssl: 'verify-full',
      left: ['Persist Security Info', 'MultipleActiveResultSets', 'Connection Timeout'],
    },
  ],
  [
    'Server=tcp:h.example,1433;Initial Catalog=d;User ID=u;Password={your_password};Encrypt=True;',
    { ...sqlserver, user: 'u', database: 'd', ssl: 'verify-full', left: ['password'] },
  ],
  [
    'Data Source=h.example\\I;Initial Catalog=d;User ID=u;Password="p;""w";Encrypt=False',
    { ...sqlserver, ...login, password: 'p;"w', ssl: 'disable', options: { instanceName: 'I' } },
  ],
  ["Server=h.example;Database=d;User Id=u;Password='p;''w'", { ...sqlserver, ...login, password: "p;'w" }],
  [
    'Server=h.example;Database=d;Integrated Security=true;',
    { ...sqlserver, database: 'd', left: ['Integrated Security'] },
  ],
  [
    `${odbc};Pwd={p;}}w};Encrypt=yes;TrustServerCertificate=no`,
    { ...sqlserver, ...login, password: 'p;}w', port: 1444, ssl: 'verify-full' },
  ],
  [`${odbc};Pwd=p%41+w`, { ...sqlserver, ...login, password: 'p%41+w', port: 1444 }],
  [
    'Host=h.example;Port=5433;Database=d;Username=u;Password=p;SSL Mode=VerifyFull',
    { ...postgresql, ...login, port: 5433, ssl: 'verify-full' },
  ],
  [
    'Host=h.example; Database=d; Username=u; Password=p; SSL Mode=Require; Trust Server Certificate=true',
    { ...postgresql, ...login, ssl: 'require' },
  ],
  ['Driver={PostgreSQL Unicode};Server=h.example;Port=5432;Database=d;Uid=u;Pwd={p}', { ...postgresql, ...login }],
  [
    'Server=h.example;Port=3307;Database=d;Uid=u;Pwd=p;SslMode=VerifyCA',
    { ...mysql, ...login, port: 3307, ssl: 'verify-ca' },
  ],
  ['Server=h.example;Database=d;Uid=u;Pwd=p;', { ...mysql, ...login }],
  ['Driver={MySQL ODBC 8.0 Unicode Driver};Server=h.example;Database=d;User=u;Password=p', { ...mysql, ...login }],
  [
    'account=xy1;user=u;password=p;db=d;schema=s;warehouse=w;role=r;',
    {
      kind: 'snowflake',
      host: 'xy1.snowflakecomputing.com',
      ...login,
      options: { account: 'xy1', warehouse: 'w', role: 'r', schema: 's' },
    },
  ],
  [
    'Driver=SnowflakeDSIIDriver;Server=xy1.snowflakecomputing.com;Database=d;uid=u;pwd=p',
    { kind: 'snowflake', host: 'xy1.snowflakecomputing.com', ...login, options: { account: 'xy1' } },
  ],
  [
    'Driver=Simba Spark ODBC Driver;Host=h.example;Port=443;HTTPPath=/sql/1;SSL=1;ThriftTransport=2;AuthMech=3;UID=token;PWD=dapi1',
    {
      kind: 'databricks',
      host: 'h.example',
      credential: { type: 'token', token: 'dapi1' },
      options: { httpPath: '/sql/1' },
    },
  ],
  [
    "host=h.example port=5433 dbname=d user=u password='a b\\'c' sslmode=verify-ca",
    { ...postgresql, ...login, password: "a b'c", port: 5433, ssl: 'verify-ca' },
  ],
  [
    'dbname=d host = h.example user=u password=p;w connect_timeout=3',
    { ...postgresql, ...login, password: 'p;w', left: ['connect_timeout'] },
  ],
  ['host=::1 user=u password=p dbname=d', { ...postgresql, ...login, host: '::1' }],
];

describe('a connection string', () => {
  it.each([...SQLSERVER, ...STRINGS])('%s', (text, expected) => {
    expect(read(text)).toEqual(whole(expected));
  });

  it.each([
    [
      'sqlserver://h.example:1433;database=D;user=u;password=ThisIs{:}Sec{;};encrypt=true',
      /enclose the whole value|has no =/,
    ],
    ['jdbc:sqlserver://h.example;user=sa;password=p;w;encrypt=true', /go on|has no =/],
    ['jdbc:sqlserver://h.example;user=sa;password=a;b=c;encrypt=true', /go on behind/],
    ['jdbc:sqlserver://h.example;user=sa;password={p;encrypt=true', /enclose/],
    ['jdbc:sqlserver://h.example;user=sa;password=p;pwd=q', /given twice/],
    ['jdbc:sqlserver://h.example,1444:1433;user=sa', /port/],
    ['jdbc:sqlserver://h1.example,h2.example;user=sa', /port/],
    ['sqlserver://h.example,1444;portNumber=1433;user=u;password=p', /port is given twice/],
    ['sqlserver://,1433;user=u;password=p', /host/],
    ['Server=.\\SQLEXPRESS;Database=d;User Id=u;Password=p', /very machine/],
    ['Server=(localdb)\\MSSQLLocalDB;Database=d;Integrated Security=true', /very machine/],
    ['Server=np:h.example;Database=d;User Id=u;Password=p', /not TCP/],
    ['Server=h.example;Database=d;User=u;Password=p', /which kind of database/],
    ['Server=h1.example,h2.example;Port=3306;Database=d;Uid=u;Pwd=p', /Several hosts/],
    ['Data Source=h.example;User ID=u;Password="p;w', /enclose|go on|has no =/],
    ['DSN=orders;UID=u;PWD=p', /DSN/],
    ['Driver={Oracle in OraClient};Server=h.example;Uid=u', /none of the kinds/],
    ['host=h1,h2 dbname=d', /Several hosts/],
    ['host=/var/run/postgresql dbname=d', /socket/],
    ["host=h.example password='a b", /must be quoted/],
    ['service=orders user=u', /service/],
  ])('%s is refused with the reason', (text, reason) => {
    expect(read(text)).toEqual({ refused: expect.stringMatching(reason) });
  });
});

const whole5433 = { ...postgresql, ...login, port: 5433 };
const FORMS: readonly [string, Expected][] = [
  ['"postgres://u:p@h.example/d"', { ...postgresql, ...login }],
  ["'postgres://u:p@h.example/d'", { ...postgresql, ...login }],
  ['`postgres://u:p@h.example/d`', { ...postgresql, ...login }],
  ['  postgres://u:p@h.example/d\n', { ...postgresql, ...login }],
  ['export DATABASE_URL="postgres://u:p@h.example/d"', { ...postgresql, ...login }],
  ["export DATABASE_URL='postgres://u:p$w@h.example/d'", { ...postgresql, ...login, password: 'p$w' }],
  ['export DATABASE_URL="postgres://u:p\\$w@h.example/d";', { ...postgresql, ...login, password: 'p$w' }],
  ['DATABASE_URL=postgres://u:p$w@h.example/d', { ...postgresql, ...login, password: 'p$w' }],
  ['DATABASE_URL = "mysql://u:p@h.example/d"', { ...mysql, ...login }],
  ['spring.datasource.url=jdbc:mysql://h.example/d?user=u&password=p', { ...mysql, ...login }],
  ['"url": "postgres://u:p@h.example/d",', { ...postgresql, ...login }],
  ["DATABASE_URL='postgres://u:p@h.example/d' # of the shop", { ...postgresql, ...login }],
  ['const url = "postgres://u:p@h.example/d";', { ...postgresql, ...login }],
  ['$env:DATABASE_URL = "postgres://u:p@h.example/d"', { ...postgresql, ...login }],
  ['url: postgres://u:p@h.example/d', { ...postgresql, ...login }],
  ['"Default": "Server=h.example;Port=3306;Database=d;Uid=u;Pwd=p",', { ...mysql, ...login }],
  ["psql 'postgresql://u:p@h.example:5433/d'", whole5433],
  ['psql postgresql://u:p@h.example:5433/d', whole5433],
  ['$ psql "postgresql://u:p@h.example:5433/d" -c "select 1"', whole5433],
  ['psql "host=h.example port=5433 dbname=d user=u password=p"', whole5433],
  ['psql -h h.example -p 5433 -U u -d d', { ...postgresql, port: 5433, user: 'u', database: 'd' }],
  ['psql -h h.example -U u -W d', { ...postgresql, user: 'u', database: 'd' }],
  ['psql -hh.example -Uu d', { ...postgresql, user: 'u', database: 'd' }],
  ["PGPASSWORD='p w' psql --host=h.example --username u d", { ...postgresql, ...login, password: 'p w' }],
  ['PGPASSWORD=p PGSSLMODE=require /usr/bin/psql -h h.example -U u d', { ...postgresql, ...login, ssl: 'require' }],
  ['PGPASSWORD=p psql postgres://u@h.example/d', { ...postgresql, ...login }],
  ['mysql -h h.example -P 3307 -u u -p d', { ...mysql, port: 3307, user: 'u', database: 'd' }],
  ['mysql -h h.example -u u -pp d', { ...mysql, ...login }],
  [
    "mysql --host=h.example --user=u '--password=p w' --ssl-mode=REQUIRED d;",
    { ...mysql, ...login, password: 'p w', ssl: 'require' },
  ],
  ['mariadb -hh.example -uu --password=p --skip-ssl -D d', { ...mysql, ...login, ssl: 'disable' }],
  ['mysqlsh mysql://u:p@h.example/d', { ...mysql, ...login }],
  [
    "sqlcmd -S tcp:h.example,1444 -U u -P 'p;w' -d d -C",
    { ...sqlserver, ...login, password: 'p;w', port: 1444, ssl: 'require' },
  ],
  [
    'snowsql -a xy1 -u u -d d -s s -w w -r r',
    {
      kind: 'snowflake',
      host: 'xy1.snowflakecomputing.com',
      user: 'u',
      database: 'd',
      options: { account: 'xy1', warehouse: 'w', role: 'r', schema: 's' },
    },
  ],
];

describe('what people have at hand', () => {
  it.each(['<…>', '<URL:…>', '“…”', '„…“', '‘…’', '«…»', ' «…» ', 'DATABASE_URL=“…”'])('enclosed as %s', (form) => {
    const expected = whole({ ...postgresql, ...login, password: 'p>w' });
    expect(read(form.replace('…', 'postgres://u:p>w@h.example/d'))).toEqual(expected);
  });

  it.each(FORMS)('%s', (text, expected) => {
    expect(read(text)).toEqual(whole(expected));
  });

  it.each([
    ['export DATABASE_URL="postgres://u:p$w@h.example/d"', /variable/],
    ['export DATABASE_URL=postgres://u:$PASS@h.example/d', /variable/],
    ['DATABASE_URL=postgres://u:${PASS}x@h.example/d', /variable/],
    ['DATABASE_URL="postgres://u:p\\"w@h.example/d"', /backslash/],
    ['PGPASSWORD=$PW psql -h h.example', /variable/],
    ['psql -d d', /No host/],
    ['psql mydb', /No host/],
    ['psql -h h.example --nonsense d', /not known/],
    ['psql -h h.example a b c', /cannot be placed/],
    ["psql 'postgres://u:p@h.example/d", /not closed/],
    ['psql mysql://u:p@h.example/d', /another kind/],
    ['mysql -h h.example -S /tmp/mysql.sock', /socket/],
  ])('%s is refused with the reason', (text, reason) => {
    expect(read(text)).toEqual({ refused: expect.stringMatching(reason) });
  });
});

it('never quotes a value in a reason', () => {
  const texts = [
    'postgres://u:s3cr%t%40@h/d',
    'jdbc:sqlserver://h;password=a;s3cr;',
    'postgres://u:s3cr/x@y/d@z',
    'psql -h h a b s3cr',
  ];
  for (const text of texts) expect(JSON.stringify(read(text))).not.toContain('s3cr');
});
