import { Agent } from 'node:https';
import type { MeasuredTable } from '@portolan/contract';
import { startSnowflakeEmulator } from '@portolan/emulator-snowflake';
import { createAuthority } from '@portolan/testing/postgres';
import type { Connection, ConnectionOptions } from 'snowflake-sdk';
import { readTables } from '../read-tables.ts';
import type { Row, RowsOf } from '../sample.ts';

interface Kind {
  /** Of the information schema. */
  type: string;
  wire: string;
  values: unknown[];
  length?: number;
  precision?: number;
  scale?: number;
}

const LAST_SECOND = '253402300799.999999999';
const TZ = `${1709210096} 1560`;
const SEMI = ['{"a":[1,null]}', '[1,undefined]', 'null', '"text"', '7', 'true', '<a>b</a>'];

const KINDS: Kind[] = [
  { type: 'NUMBER', wire: 'fixed', values: ['9007199254740993', '-1'], precision: 38, scale: 0 },
  { type: 'NUMBER', wire: 'fixed', values: ['1.50'], precision: 10, scale: 2 },
  { type: 'FLOAT', wire: 'real', values: ['1.5', 'NaN', 'inf', '-inf', '1.7976931348623157e308'] },
  { type: 'DECFLOAT', wire: 'decfloat', values: ['1.5e100'] },
  { type: 'BOOLEAN', wire: 'boolean', values: ['1', '0', 'true'] },
  { type: 'TEXT', wire: 'text', values: ['💾', ''], length: 1 },
  { type: 'TEXT', wire: 'text', values: ['a'], length: 16_777_216 },
  { type: 'DATE', wire: 'date', values: ['19782', '-719162', '2932896'] },
  { type: 'TIME', wire: 'time', values: ['45296.789'] },
  { type: 'TIMESTAMP_NTZ', wire: 'timestamp_ntz', values: ['1709210096.789', '-62135596800', LAST_SECOND] },
  { type: 'TIMESTAMP_LTZ', wire: 'timestamp_ltz', values: ['1709210096.789'] },
  { type: 'TIMESTAMP_TZ', wire: 'timestamp_tz', values: [TZ] },
  { type: 'BINARY', wire: 'binary', values: ['00FF', ''] },
  { type: 'VARIANT', wire: 'variant', values: SEMI },
  { type: 'OBJECT', wire: 'object', values: ['{"a":1,"b":NaN}'] },
  { type: 'ARRAY', wire: 'array', values: ['[1,undefined,{"a":null}]'] },
  { type: 'MAP', wire: 'map', values: ['{"a":1}'] },
  { type: 'VECTOR(FLOAT, 2)', wire: 'vector', values: ['[1.0,2.0]'] },
  { type: 'GEOGRAPHY', wire: 'object', values: ['{"type":"Point","coordinates":[1,2]}'] },
  { type: 'GEOMETRY', wire: 'object', values: ['{"type":"Point","coordinates":[1,2]}'] },
  { type: 'UUID', wire: 'text', values: ['123e4567-e89b-12d3-a456-426655440000'] },
];
const nameOf = (at: number) => `T${at}`;

/** The library looks for clouds around it and counts what is done with it, unless it is told not to before it is loaded. */
async function loadSdk() {
  process.env.SNOWFLAKE_DISABLE_PLATFORM_DETECTION = 'true';
  process.env.SNOWFLAKE_DISABLE_MINICORE = '1';
  process.env.SF_TELEMETRY_DISABLE_CONNECTION_SHAPE = '1';
  const { default: sdk } = await import('snowflake-sdk');
  sdk.configure({ logLevel: 'OFF', additionalLogToConsole: false });
  return sdk;
}

const read = (connection: Connection, sqlText: string) =>
  new Promise<Row[]>((resolve, reject) => {
    connection.execute({ sqlText, complete: (error, _, rows) => (error ? reject(error) : resolve(rows ?? [])) });
  });

/** What snowflake-sdk makes of every type, as the emulator sends it. */
export async function readSnowflake(): Promise<{ tables: MeasuredTable[]; rows: RowsOf }> {
  const authority = createAuthority();
  const columns = KINDS.map(({ wire: _, values: __, ...facts }) => [{ name: 'V', ...facts }]);
  const tables = columns.map((one, at) => ({ name: nameOf(at), columns: one }));
  await using emulator = await startSnowflakeEmulator({
    tls: authority.issue({ commonName: 'account', names: ['localhost'] }),
    account: 'acme-shop',
    users: { APP: { password: 'right', roles: ['READER'] } },
    warehouses: [{ name: 'WH', state: 'STARTED' }],
    databases: [{ name: 'KINDS', schemas: [{ name: 'PUBLIC', tables }] }],
    onStatement(sql) {
      const [, number] = /^select v from T(\d+)$/.exec(sql) ?? [];
      const asked = KINDS[Number(number)];
      if (!asked) return undefined;
      return { columns: [{ name: 'V', type: asked.wire }], rows: [...asked.values, null].map((value) => [value]) };
    },
  });
  const place = { host: 'localhost', port: emulator.port, databaseName: 'KINDS', username: 'app', useSsl: true };
  const options = { account: 'acme-shop', warehouse: 'WH', sslCa: authority.ca };
  const credential = { type: 'password' as const, password: 'right' };
  const definitions = await readTables({ dbType: 'snowflake', ...place, options, credential }, ['PUBLIC']);
  const sdk = await loadSdk();
  const connection = sdk.createConnection({
    account: 'acme-shop',
    accessUrl: `https://localhost:${emulator.port}`,
    username: 'app',
    password: 'right',
    database: 'KINDS',
    // In place of the library's own, which ask other hosts about the certificate.
    agentClass: () => new Agent({ ca: authority.ca }),
  } as ConnectionOptions);
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  const rows: RowsOf = {};
  for (const at of KINDS.keys()) rows[nameOf(at)] = await read(connection, `select v from ${nameOf(at)}`);
  await new Promise((resolve) => connection.destroy(resolve));
  return { tables: definitions, rows };
}
