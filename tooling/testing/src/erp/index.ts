export { erpDdl } from './ddl.ts';
export { erpDefinitions } from './definitions.ts';
export { type ErpColumn, type ErpTable, erpTables, manyErpTables } from './tables.ts';
