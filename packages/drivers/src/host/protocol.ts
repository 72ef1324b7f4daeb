import type { DiagnosisCode, StageResult } from '@portolan/contract';
import type { ConnectionTarget, FieldQuery, TableQuery } from '../driver.ts';
import type { EgressRules } from './egress-policy.ts';

/** One call of the gateway, as it travels to a worker. */
export type Call =
  | { verb: 'test' | 'schemas'; target: ConnectionTarget }
  | { verb: 'tables'; target: ConnectionTarget; query: TableQuery }
  | { verb: 'fields'; target: ConnectionTarget; query: FieldQuery };

/** `deadlineAt` in milliseconds since the epoch. */
export type ToWorker =
  | { type: 'start'; egress: EgressRules; rssLimitMb: number }
  | { type: 'call'; id: number; call: Call; deadlineAt: number };

/** `value` has the type of the call's verb: TestResult, SchemaList, TablePage, FieldList or null. */
export type FromWorker =
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'failure'; id: number; code: DiagnosisCode; message: string; stages: StageResult[] };

/** The worker runs code that talks to strangers: what it sends is looked at before it is believed. */
export function isFromWorker(message: unknown): message is FromWorker {
  if (typeof message !== 'object' || message === null) return false;
  const { type, id } = message as Partial<FromWorker>;
  return (type === 'answer' || type === 'failure') && typeof id === 'number';
}
