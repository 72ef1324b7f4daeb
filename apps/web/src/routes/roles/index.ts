export { aboveReason } from './above.ts';
export { roleQueries } from './queries.ts';
export { roleDescription } from './role-description.ts';
