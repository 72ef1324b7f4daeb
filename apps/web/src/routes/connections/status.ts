import type { Connection, ConnectionStatus } from '@portolan/contract';

export const STATUS_LABELS: Record<ConnectionStatus, string> = {
  untested: 'Untested',
  connected: 'Connected',
  failed: 'Failed',
};

export function statusOf(connection: Pick<Connection, 'lastTestResult'>): ConnectionStatus {
  if (connection.lastTestResult === null) return 'untested';
  return connection.lastTestResult ? 'connected' : 'failed';
}
