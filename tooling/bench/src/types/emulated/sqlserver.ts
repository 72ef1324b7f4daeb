import type { MeasuredTable } from '@portolan/contract';
import { type ResultColumn, SAMPLE_LOGIN, startSqlServerEmulator } from '@portolan/emulator-sqlserver';
import mssql from 'mssql';
import { readTables } from '../read-tables.ts';
import type { Row, RowsOf } from '../sample.ts';

type Wire = ResultColumn['type'];
/** A declared type, what it is on the wire, and values of it. */
const one = (type: string, wire: Wire, ...values: unknown[]) => ({ type, wire, values });

const LATE = new Date('9999-12-31T23:59:59.999Z');
const EARLY = new Date('0001-01-01T00:00:00Z');
const NOON = new Date('2024-02-29T12:34:56.789Z');
const BYTES = Buffer.from('00ff', 'hex');
/** A point, as [MS-SSCLRT] writes it: SRID, version, properties, two doubles. */
const POINT = Buffer.from('00000000010c000000000000f03f0000000000000040', 'hex');
/** The type inside, its properties, its bytes. */
const variant = (token: number, properties: Buffer, data: Buffer) =>
  Buffer.concat([Buffer.from([token, properties.length]), properties, data]);
const NONE = Buffer.alloc(0);

const TYPES = [
  one('bigint', 'bigint', 9007199254740993n, -(2n ** 63n)),
  one('int', 'int', -2147483648),
  one('smallint', 'smallint', -32768),
  one('tinyint', 'tinyint', 255),
  one('bit', 'bit', true, false),
  one('decimal(38,4)', 'decimal', 15000n, -(10n ** 37n)),
  one('numeric(38,4)', 'numeric', 15000n),
  one('money', 'money', 10000n, -(2n ** 63n)),
  one('smallmoney', 'smallmoney', -15000n),
  one('float', 'float', 1.5, 1.79e308),
  one('real', 'real', 1.5),
  one('date', 'date', EARLY, LATE),
  one('time(7)', 'time', NOON),
  one('datetime', 'datetime', NOON),
  one('smalldatetime', 'smalldatetime', NOON),
  one('datetime2(7)', 'datetime2', EARLY, LATE),
  one('datetimeoffset(7)', 'datetimeoffset', NOON),
  one('char(3)', 'char', 'a  '),
  one('varchar(2)', 'varchar', 'é'),
  one('varchar(max)', 'varchar(max)', 'é', ''),
  one('text', 'text', 'é'),
  one('nchar(2)', 'nchar', '💾'),
  one('nvarchar(2)', 'nvarchar', '💾', '表表'),
  one('nvarchar(max)', 'nvarchar(max)', '💾'),
  one('ntext', 'ntext', '💾'),
  one('sysname', 'nvarchar', 'a'),
  one('xml', 'xml', '<a/>'),
  one('binary(2)', 'binary', BYTES),
  one('varbinary(2)', 'varbinary', BYTES),
  one('varbinary(max)', 'varbinary(max)', BYTES),
  one('image', 'image', BYTES),
  one('timestamp', 'binary', Buffer.alloc(8, 1)),
  one('uniqueidentifier', 'uniqueidentifier', Buffer.alloc(16, 0xab)),
  one('hierarchyid', 'hierarchyid', BYTES),
  one('geometry', 'geometry', POINT),
  one('geography', 'geography', POINT),
  one(
    'sql_variant',
    'sql_variant',
    variant(0x38, NONE, Buffer.from([1, 0, 0, 0])),
    variant(0x7f, NONE, Buffer.alloc(8, 0x7f)),
    variant(0x32, NONE, Buffer.from([1])),
    variant(0xa5, Buffer.from([10, 0]), BYTES),
    variant(0xe7, Buffer.from([10, 0, 9, 4, 0xd0, 0, 0x34]), Buffer.from('é', 'utf16le')),
    variant(0x28, NONE, Buffer.from([1, 0, 0])),
  ),
  one('dbo.email', 'nvarchar', 'a@b'),
  one('app.flag', 'bit', true),
];
const nameOf = (at: number) => `t${at}`;

/** What mssql makes of every type, as the emulator sends it. */
export async function readSqlserver(): Promise<{ tables: MeasuredTable[]; rows: RowsOf }> {
  await using emulator = await startSqlServerEmulator({
    database: {
      name: 'kinds',
      schemas: ['app'],
      types: [
        { schema: 'dbo', name: 'email', base: 'nvarchar(120)' },
        { schema: 'app', name: 'flag', base: 'bit' },
      ],
      tables: TYPES.map(({ type }, at) => ({
        schema: 'dbo',
        name: nameOf(at),
        columns: [{ name: 'v', type, nullable: true }],
      })),
    },
    onStatement({ sql }) {
      const [, number] = /^select v from t(\d+)$/.exec(sql) ?? [];
      const asked = TYPES[Number(number)];
      if (!asked) return undefined;
      const rows = [...asked.values, null].map((value) => [value]);
      return [{ columns: [{ name: 'v', type: asked.wire }], rows }];
    },
  });
  const { name: user, password } = SAMPLE_LOGIN;
  const tables = await readTables(
    {
      dbType: 'sqlserver',
      host: '127.0.0.1',
      port: emulator.port,
      databaseName: 'kinds',
      username: user,
      useSsl: false,
      options: { sslMode: 'disable' },
      credential: { type: 'password', password },
    },
    ['dbo'],
  );
  const options = { encrypt: false };
  const pool = await mssql.connect({
    server: '127.0.0.1',
    port: emulator.port,
    user,
    password,
    database: 'kinds',
    options,
  });
  const rows: RowsOf = {};
  try {
    for (const at of TYPES.keys()) {
      rows[nameOf(at)] = [...(await pool.request().query<Row>(`select v from ${nameOf(at)}`)).recordset];
    }
  } finally {
    await pool.close();
  }
  return { tables, rows };
}
