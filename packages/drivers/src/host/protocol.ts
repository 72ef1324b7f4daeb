import type { ConnectionKind, DiagnosisCode, StageResult } from '@portolan/contract';
import type {
  ConnectionTarget,
  FieldQuery,
  IntrospectionOutline,
  ReadingScope,
  TableQuery,
  TablesJson,
} from '../driver.ts';
import type { EgressRules } from '../egress/egress-policy.ts';

/** One call of the gateway, as it travels to a worker. `telling`: somebody hears the stages as they end. */
export type Call =
  | { verb: 'diagnose'; target: ConnectionTarget; telling: boolean }
  | { verb: 'check'; target: ConnectionTarget }
  | { verb: 'schemas'; target: ConnectionTarget }
  | { verb: 'tables'; target: ConnectionTarget; query: TableQuery }
  | { verb: 'fields'; target: ConnectionTarget; query: FieldQuery }
  | { verb: 'introspect'; target: ConnectionTarget; scope: ReadingScope };

/** `load` comes before the first call of a kind. `deadlineAt` in milliseconds since the epoch. `more` asks for one further page; `leave` ends a call. */
export type ToWorker =
  | { type: 'start'; egress: EgressRules; rssLimitMb: number }
  | { type: 'load'; kind: ConnectionKind }
  | { type: 'call'; id: number; call: Call; deadlineAt: number }
  | { type: 'more' | 'leave'; id: number };

/** What a call says before its answer. */
export type Report =
  | { type: 'stage'; id: number; stage: StageResult }
  | { type: 'page'; id: number; page: IntrospectionOutline | TablesJson };

/** `value` has the type of the call's verb: TestResult, SchemaList, TablePage, FieldList or null; none after pages. */
export type FromWorker =
  | { type: 'loaded'; kind: ConnectionKind }
  | Report
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'failure'; id: number; code: DiagnosisCode; message: string; stages: StageResult[] };

const TYPES = new Set(['stage', 'page', 'answer', 'failure']);

/** The worker runs code that talks to strangers: what it sends is looked at before it is believed. */
export function isFromWorker(message: unknown): message is FromWorker {
  if (typeof message !== 'object' || message === null) return false;
  const { type, id, kind } = message as { type?: unknown; id?: unknown; kind?: unknown };
  if (type === 'loaded') return typeof kind === 'string';
  return typeof type === 'string' && TYPES.has(type) && typeof id === 'number';
}
