export { ConnectionDialogHost } from './connection-dialog-host.tsx';
export { connectionQueries } from './queries.ts';
export { testInPassing } from './test-in-passing.ts';
