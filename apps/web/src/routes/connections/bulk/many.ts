// One part of the page to fetch, since whoever does one of these to many may well do another.
export { deleteMany } from './delete-many.ts';
export { restoreMany } from './restore-many.ts';
export { testFailed } from './test-failed.ts';
export { testMany } from './test-many.ts';
