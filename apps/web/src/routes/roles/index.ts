export { aboveReason } from './above.ts';
export { roleQueries } from './queries.ts';
