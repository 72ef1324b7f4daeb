export { diffTables } from './diff-tables.ts';
