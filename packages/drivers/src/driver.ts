import type {
  ConnectionKind,
  ConnectionOptions,
  Credential,
  DiagnosisCode,
  FieldList,
  SchemaList,
  StageResult,
  TablePage,
  TestResult,
} from '@portolan/contract';

/** A database to reach, with its secret in the clear: lives in memory only, for the length of one call. */
export interface ConnectionTarget {
  dbType: ConnectionKind;
  host: string;
  port: number;
  databaseName: string | null;
  username: string | null;
  useSsl: boolean;
  options: ConnectionOptions;
  credential: Credential | null;
}

/** Which tables to list: `schema` undefined means every schema that is not the system's. Page is 1-based. */
export interface TableQuery {
  schema?: string | undefined;
  search?: string | undefined;
  includeViews: boolean;
  page: number;
  pageSize: number;
}

/** `schema` undefined means the connection's default schema. */
export interface FieldQuery {
  schema?: string | undefined;
  table: string;
}

/**
 * The only door to the drivers: runs each call in an isolated process under the egress policy and a deadline.
 * `test` never rejects for a database's sake, its failure is the answer. The charting calls reject with
 * `DiagnosisError`; `fields` answers null for a table that is not there.
 */
export interface DriverGateway {
  test(target: ConnectionTarget): Promise<TestResult>;
  schemas(target: ConnectionTarget): Promise<SchemaList>;
  tables(target: ConnectionTarget, query: TableQuery): Promise<TablePage>;
  fields(target: ConnectionTarget, query: FieldQuery): Promise<FieldList | null>;
  close(): Promise<void>;
}

/** A target database failed while it was charted: the stages tell how far the call got. */
export class DiagnosisError extends Error {
  readonly code: DiagnosisCode;
  readonly stages: StageResult[];

  constructor(code: DiagnosisCode, message: string, stages: StageResult[]) {
    super(message);
    this.name = 'DiagnosisError';
    this.code = code;
    this.stages = stages;
  }
}
