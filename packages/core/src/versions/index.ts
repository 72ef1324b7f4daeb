export { assertVersion } from './assert-version.ts';
export { nextVersion, stepOf } from './next-version.ts';
