export { introspectionQueries } from './queries.ts';
export { SchemaExplorer } from './schema-explorer.tsx';
