import type { FieldList, SchemaList, TablePage, TestResult } from '@portolan/contract';
import type { Deadline } from './diagnosis/deadline.ts';
import type { ConnectionTarget, FieldQuery, TableQuery } from './driver.ts';
import type { EgressPolicy } from './host/egress-policy.ts';

/** What the host grants a driver for one call. */
export interface CallContext {
  policy: EgressPolicy;
  deadline: Deadline;
}

/** One kind of database, as the worker process sees it: the gateway's calls with their context. */
export interface TargetDriver {
  test(target: ConnectionTarget, context: CallContext): Promise<TestResult>;
  schemas(target: ConnectionTarget, context: CallContext): Promise<SchemaList>;
  tables(target: ConnectionTarget, query: TableQuery, context: CallContext): Promise<TablePage>;
  fields(target: ConnectionTarget, query: FieldQuery, context: CallContext): Promise<FieldList | null>;
}
