export type { Answer } from './answer.ts';
export type {
  ColumnDefinition,
  DatabaseDefinition,
  ForeignKeyDefinition,
  IndexDefinition,
  TableDefinition,
} from './catalogue/definition.ts';
export type { LoginDefinition } from './login-definition.ts';
export { manyTables } from './many-tables.ts';
export type { LoginOutcome, Point, SqlServerEmulatorOptions, Statement } from './options.ts';
export { obfuscatedPassword } from './protocol/login7.ts';
export { PACKET, packet, packets } from './protocol/packets.ts';
export { preloginReply } from './protocol/prelogin.ts';
export type { ResultColumn, ResultSet } from './protocol/rows.ts';
export { DONE, done, environment, error, type ServerError } from './protocol/tokens.ts';
export type { HeardLogin } from './recorder.ts';
export { sampleDatabase } from './sample-database.ts';
export { type SqlBrowserEmulator, startSqlBrowserEmulator } from './sql-browser.ts';
export { SAMPLE_LOGIN, type SqlServerEmulator, startSqlServerEmulator } from './start-emulator.ts';
