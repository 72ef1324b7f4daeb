export { vmQueries } from './queries.ts';
export { computeText, gbText } from './vm-text.ts';
