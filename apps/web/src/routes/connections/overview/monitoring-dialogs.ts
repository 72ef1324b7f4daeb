export { DefaultsDialog } from './defaults-dialog.tsx';
export { MonitoringDialog } from './monitoring-dialog.tsx';
