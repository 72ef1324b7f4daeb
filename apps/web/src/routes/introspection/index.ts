export { SchemaExplorer } from './schema-explorer.tsx';
