import type { MonitoringInput } from '@portolan/contract';
import type { DataConnectionRow } from '@portolan/db';

type Own = Pick<DataConnectionRow, 'monitoringEnabled' | 'monitoringInterval'>;
const NOTHING: Own = { monitoringEnabled: null, monitoringInterval: null };

/** What a connection has of its own; what is not said stays, and with null all of it is as the tenant has it. */
export function ownMonitoring(input: MonitoringInput | undefined, before: Own = NOTHING): Own {
  if (input === null) return NOTHING;
  return {
    monitoringEnabled: input?.enabled ?? before.monitoringEnabled ?? null,
    monitoringInterval: input?.intervalSeconds ?? before.monitoringInterval ?? null,
  };
}
