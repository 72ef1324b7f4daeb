export type { CatalogModel, ColumnModel, KeyModel, SchemaModel, TableModel } from './catalog-model.ts';
export type {
  DatabricksEmulatorOptions,
  Login,
  Misbehaviour,
  RecordedRequest,
  SqlError,
  StatementScript,
} from './options.ts';
export { type DatabricksEmulator, startDatabricksEmulator } from './start-emulator.ts';
