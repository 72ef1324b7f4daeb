export { userQueries } from './queries.ts';
