import { createRequire } from 'node:module';
import { DBSQLClient } from '@databricks/sql';
import type { MeasuredTable } from '@portolan/contract';
import { startDatabricksEmulator, type TypeName } from '@portolan/emulator-databricks';
import { createAuthority } from '@portolan/testing/postgres';
import { readTables } from '../read-tables.ts';
import type { Row, RowsOf } from '../sample.ts';

// Its types are declared for this way of loading alone.
type Arrow = typeof import('apache-arrow', { with: { 'resolution-mode': 'require' }});
type DataType = InstanceType<Arrow['DataType']>;
const arrow: Arrow = createRequire(import.meta.url)('apache-arrow');

interface Kind {
  /** As it is declared. */
  type: string;
  thrift: TypeName;
  arrow: DataType;
  /** As Arrow has them, and as columns of values have them. */
  values: unknown[];
  plain: unknown[];
}

const kind = (type: string, thrift: TypeName, as: DataType, values: unknown[], plain = values): Kind => ({
  type,
  thrift,
  arrow: as,
  values,
  plain,
});
const text = (type: string, thrift: TypeName, ...values: string[]) => kind(type, thrift, new arrow.Utf8(), values);
const field = (name: string, type: DataType) => new arrow.Field(name, type, true);
const POINT = new arrow.Struct([field('a', new arrow.Int32()), field('at', new arrow.TimestampMicrosecond('UTC'))]);
const ENTRY = new arrow.Struct<{ key: DataType; value: DataType }>([
  new arrow.Field<DataType>('key', new arrow.Utf8(), false),
  field('value', new arrow.Int32()),
]);
const PAIRS = new arrow.Map_(new arrow.Field('entries', ENTRY));
const NOON = new Date('2024-02-29T12:34:56Z');
const INT64_MAX = 2n ** 63n - 1n;

const KINDS: Kind[] = [
  kind('BOOLEAN', 'BOOLEAN_TYPE', new arrow.Bool(), [true, false]),
  kind('TINYINT', 'TINYINT_TYPE', new arrow.Int8(), [-128]),
  kind('SMALLINT', 'SMALLINT_TYPE', new arrow.Int16(), [-32768]),
  kind('INT', 'INT_TYPE', new arrow.Int32(), [-2147483648]),
  kind('BIGINT', 'BIGINT_TYPE', new arrow.Int64(), [INT64_MAX, 1n], [Number(INT64_MAX), 1]),
  kind('FLOAT', 'FLOAT_TYPE', new arrow.Float32(), [1.5, Number.NaN, Number.POSITIVE_INFINITY]),
  kind('DOUBLE', 'DOUBLE_TYPE', new arrow.Float64(), [1.5, Number.NaN, Number.NEGATIVE_INFINITY]),
  kind('DECIMAL(10,2)', 'DECIMAL_TYPE', new arrow.Decimal(2, 10, 128), [new Uint32Array([150, 0, 0, 0])], ['1.50']),
  text('STRING', 'STRING_TYPE', 'a', '💾', ''),
  text('VARCHAR(1)', 'VARCHAR_TYPE', '💾'),
  text('CHAR(2)', 'CHAR_TYPE', 'a '),
  kind('DATE', 'DATE_TYPE', new arrow.DateDay(), [NOON], ['2024-02-29']),
  kind('TIMESTAMP', 'TIMESTAMP_TYPE', new arrow.TimestampMicrosecond('UTC'), [NOON.getTime()], ['2024-02-29 12:34:56']),
  kind('TIMESTAMP_NTZ', 'TIMESTAMP_TYPE', new arrow.TimestampMicrosecond(), [NOON.getTime()], ['2024-02-29 12:34:56']),
  text('INTERVAL YEAR TO MONTH', 'INTERVAL_YEAR_MONTH_TYPE', '1-2'),
  text('INTERVAL DAY TO SECOND', 'INTERVAL_DAY_TIME_TYPE', '1 02:03:04.000000000'),
  kind('BINARY', 'BINARY_TYPE', new arrow.Binary(), [new Uint8Array([0, 255])], [Buffer.from('00ff', 'hex')]),
  kind(
    'ARRAY<INT>',
    'ARRAY_TYPE',
    new arrow.List(field('element', new arrow.Int32())),
    [[1, null], []],
    ['[1,null]', '[]'],
  ),
  kind('MAP<STRING,INT>', 'MAP_TYPE', PAIRS, [new Map([['a', 1]])], ['{"a":1}']),
  kind(
    'STRUCT<a:INT,at:TIMESTAMP>',
    'STRUCT_TYPE',
    POINT,
    [{ a: 1, at: NOON.getTime() }],
    ['{"a":1,"at":"2024-02-29"}'],
  ),
  text('VARIANT', 'STRING_TYPE', '{"a":1}'),
  text('GEOMETRY(4326)', 'STRING_TYPE', 'POINT(1 2)'),
  text('GEOGRAPHY(4326)', 'STRING_TYPE', 'POINT(1 2)'),
];
const nameOf = (at: number) => `t${at}`;

function streamOf({ arrow: type, values }: Kind): Uint8Array {
  const vector = arrow.vectorFromArray([...values, null], type);
  return arrow.tableToIPC(new arrow.Table({ v: vector }), 'stream');
}

/** What @databricks/sql makes of every type: as Arrow, and as the columns of values that old servers send. */
export async function readDatabricks(): Promise<{ tables: MeasuredTable[]; rows: RowsOf }> {
  const authority = createAuthority();
  await using emulator = await startDatabricksEmulator({
    tls: authority.issue({ commonName: 'workspace', names: ['localhost'] }),
    tokens: { 'dapi-good': { user: 'app@example.com' } },
    catalogs: [
      {
        name: 'main',
        schemas: [
          {
            name: 'default',
            tables: KINDS.map(({ type }, at) => ({ name: nameOf(at), columns: [{ name: 'v', type }] })),
          },
        ],
      },
    ],
    onStatement(sql) {
      const [, form, number] = /^select (arrow|plain) from t(\d+)$/.exec(sql) ?? [];
      const asked = KINDS[Number(number)];
      if (!asked) return undefined;
      const columns = [{ name: 'v', type: asked.thrift }];
      const rows = asked.values.length + 1;
      if (form === 'arrow') return { typed: { columns, rows, arrow: streamOf(asked) } };
      return { typed: { columns, rows, values: [[...asked.plain, null]] } };
    },
  });
  const options = { httpPath: '/sql/1.0/warehouses/emulator', sslCa: authority.ca };
  const place = { host: 'localhost', port: emulator.port, databaseName: 'main', username: null, useSsl: true };
  const tables = await readTables(
    { dbType: 'databricks', ...place, options, credential: { type: 'token', token: 'dapi-good' } },
    ['default'],
  );
  const rows: RowsOf = {};
  const client = new DBSQLClient({ logger: { log() {} } });
  Object.assign(client.getConfig(), { useLZ4Compression: false });
  await client.connect({
    host: 'localhost',
    port: emulator.port,
    path: options.httpPath,
    token: 'dapi-good',
    customCaCert: authority.ca,
    telemetryEnabled: false,
  });
  const session = await client.openSession();
  for (const at of KINDS.keys()) {
    const read: Row[] = [];
    for (const form of ['arrow', 'plain']) {
      const operation = await session.executeStatement(`select ${form} from ${nameOf(at)}`);
      read.push(...((await operation.fetchAll()) as Row[]));
      await operation.close();
    }
    rows[nameOf(at)] = read;
  }
  await session.close();
  await client.close();
  return { tables, rows };
}
