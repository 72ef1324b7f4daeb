import type { Connection, ConnectionStatus } from '@portolan/contract';
import { t } from './status-texts.ts';

export const statusLabel = (status: ConnectionStatus): string => t().labels[status];

export function statusOf(connection: Pick<Connection, 'lastTestResult'>): ConnectionStatus {
  if (connection.lastTestResult === null) return 'untested';
  return connection.lastTestResult ? 'connected' : 'failed';
}
