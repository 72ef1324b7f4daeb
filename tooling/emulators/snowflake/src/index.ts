export type { ColumnModel, DatabaseModel, KeyModel, SchemaModel, TableModel } from './model.ts';
export type {
  Misbehaviour,
  RecordedRequest,
  SnowflakeEmulatorOptions,
  SnowflakeError,
  StatementScript,
  User,
  Warehouse,
} from './options.ts';
export { type SnowflakeEmulator, startSnowflakeEmulator } from './start-emulator.ts';
