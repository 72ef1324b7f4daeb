export { ConnectionDialogHost } from './connection-dialog-host.tsx';
export { connectionQueries } from './queries.ts';
