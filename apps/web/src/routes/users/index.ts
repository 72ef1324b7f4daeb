export { PersonName } from './person-name.tsx';
export { userQueries } from './queries.ts';
