export type { Misbehaviour } from '@portolan/testing/https';
export type { ColumnModel, DatabaseModel, KeyModel, SchemaModel, TableModel } from './model.ts';
export type {
  RecordedRequest,
  SnowflakeEmulatorOptions,
  SnowflakeError,
  StatementScript,
  User,
  Warehouse,
} from './options.ts';
export { SHOP } from './shop.ts';
export { type SnowflakeEmulator, startSnowflakeEmulator } from './start-emulator.ts';
