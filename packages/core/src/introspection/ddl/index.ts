export type { Dialect, Quoting, TablePair } from './dialect.ts';
export { dialectOf, quotingOf } from './dialect-of.ts';
export { type Difference, draftMigration } from './draft-migration.ts';
export { MYSQL } from './mysql/dialect.ts';
export { POSTGRESQL } from './postgresql/dialect.ts';
export { createStatement, selectStatement } from './statements-of.ts';
