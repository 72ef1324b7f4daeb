export { explainFailure } from './explain-failure.ts';
export { type Access, type AccessOptions, findAccess, originOf } from './find-access.ts';
export { forget, type KeptAccess, keep, readKept } from './kept-access.ts';
