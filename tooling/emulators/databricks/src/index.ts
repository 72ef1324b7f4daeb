export type { Misbehaviour } from '@portolan/testing/https';
export type { CatalogModel, ColumnModel, KeyModel, SchemaModel, TableModel } from './catalog-model.ts';
export type {
  DatabricksEmulatorOptions,
  Login,
  RecordedRequest,
  SqlError,
  StatementScript,
} from './options.ts';
export { SHOP } from './shop.ts';
export { type DatabricksEmulator, startDatabricksEmulator } from './start-emulator.ts';
export type { TypedResult, TypeName } from './typed-results.ts';
