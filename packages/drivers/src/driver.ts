import type {
  ConnectionKind,
  ConnectionOptions,
  Credential,
  FieldList,
  MeasuredTable,
  ParsedHost,
  SchemaItem,
  SchemaList,
  SnapshotWarning,
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

/** What to read of a database. */
export interface IntrospectionScope {
  /** `schemas` reads no table, `tables` reads them without columns, keys and indexes. */
  depth: 'schemas' | 'tables' | 'columns';
  /** Schemas by exact name; absent: every schema that is not the system's. */
  include?: readonly string[] | undefined;
  exclude?: readonly string[] | undefined;
  /** This table or view alone; without a schema, in the connection's default one. */
  table?: { schema?: string | undefined; name: string } | undefined;
}

/** What comes first: all schemas whatever the scope, and how many tables and views, and columns of them, are in it. */
export interface IntrospectionOutline {
  kind: 'outline';
  catalogs: string[];
  schemas: SchemaItem[];
  tablesTotal: number;
  /** Null where the columns were not counted: no columns are asked for, or a catalogue that cannot count. */
  columnsTotal: number | null;
  /** Names that could not be kept as they are. */
  warnings: SnapshotWarning[];
}

/** Tables and views in the order of schema and name (by code unit), some hundred at a time. */
export interface IntrospectedTables {
  kind: 'tables';
  tables: MeasuredTable[];
  /** Texts that could not be kept as they are. */
  warnings: SnapshotWarning[];
}

export type IntrospectionPage = IntrospectionOutline | IntrospectedTables;

/** Where drivers may connect to. Pure: it resolves nothing. */
export interface EgressPolicy {
  /** Whether a destination may be looked up at all: a denied name and a refused literal address may not. */
  allowsHost(host: ParsedHost): boolean;
  /** Whether an address may be dialled. `name` is the host name it was resolved from. */
  allowsAddress(address: string, name?: string): boolean;
  /** Whether the operator means this very destination: it is listed as allowed, or is a private one where those are. */
  names(host: ParsedHost): boolean;
}

/** The time one call has: `signal` fires at its end, or when its caller has left. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Milliseconds left, at least 1. */
  remainingMs(): number;
}

/** What the host grants a driver for one call. */
export interface DriverCall {
  policy: EgressPolicy;
  /** Its signal fires when the time is up or the caller has left: what the call has opened must be closed then. */
  deadline: Deadline;
  /** Hears of each stage as it ends. */
  onStage?: ((stage: StageResult) => void) | undefined;
}

/**
 * One kind of database, as the worker process sees it. `diagnose` never rejects for a database's sake: its failure is
 * the answer. `introspect` answers an outline and then pages, and rejects with `DiagnosisError`.
 */
export interface Driver {
  /** Brings in what takes long to load and is needed by calls alone. Dials nobody. */
  load?(): Promise<unknown>;
  diagnose(target: ConnectionTarget, call: DriverCall): Promise<TestResult>;
  /** A diagnosis that costs nothing, where the whole one would: nothing is started or billed for it. Absent: the whole one. */
  check?(target: ConnectionTarget, call: DriverCall): Promise<TestResult>;
  introspect(target: ConnectionTarget, scope: IntrospectionScope, call: DriverCall): AsyncIterable<IntrospectionPage>;
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

/** Whose call it is: tenants wait in turn, and where one must not meet another, it does not. */
export interface Caller {
  tenant?: string | undefined;
  /** Ends the call, and what it has opened, when the caller leaves. */
  signal?: AbortSignal | undefined;
}

/** A table without its definition: `hash` is the address of that, SHA-256 in hexadecimal of the text `jsonb` has for it. */
export interface AddressedTable
  extends Pick<MeasuredTable, 'schema' | 'name' | 'type' | 'kind' | 'comment' | 'rowEstimate' | 'sizeBytes'> {
  columns: number;
  hash: string;
}

/** What is told of a table whose definition is known: its address stands for it. */
export type KnownTable = Pick<AddressedTable, 'hash' | 'columns' | 'rowEstimate' | 'sizeBytes'>;

/** A page of tables. `json` is an array of `MeasuredTable`: whoever stores it need not read it. */
export interface TablesJson {
  kind: 'tables';
  count: number;
  json: string;
  /** Those whose definitions are known, in their places among the others, which are null; empty where none is. */
  known: (KnownTable | null)[];
  warnings: SnapshotWarning[];
}

/** `known` are addresses of definitions that are not to be told again. */
export interface ReadingScope extends IntrospectionScope {
  known?: readonly string[] | undefined;
}

/** What the driver processes are at just now, and since this one began. */
export interface DriverLoad {
  processes: number;
  /** Calls under way. */
  busy: number;
  /** Calls that wait for a place. */
  waiting: number;
  /** Processes that ended unasked. */
  crashes: number;
  /** Whether processes end as fast as they are started, so that calls find none. */
  failing: boolean;
}

/**
 * The only door to the drivers: runs each call in an isolated process under the egress policy and a deadline.
 * `diagnose` never rejects for a database's sake, its failure is the answer. The others reject with `DiagnosisError`;
 * `fields` answers null for a table that is not there. `introspect` reads as fast as its pages are taken, and ends what
 * it has opened when the iteration is left.
 */
export interface DriverGateway {
  diagnose(
    target: ConnectionTarget,
    caller?: Caller & { onStage?: ((stage: StageResult) => void) | undefined },
  ): Promise<TestResult>;
  /**
   * What watches a connection: its diagnosis, or the part of it that starts and bills nothing. Null where no driver has
   * come to an answer of its own (no place, a process that ended, the end of the service): that says nothing of the database.
   */
  check(target: ConnectionTarget, caller?: Caller): Promise<TestResult | null>;
  introspect(
    target: ConnectionTarget,
    scope: ReadingScope,
    caller?: Caller,
  ): AsyncIterable<IntrospectionOutline | TablesJson>;
  schemas(target: ConnectionTarget, caller?: Caller): Promise<SchemaList>;
  tables(target: ConnectionTarget, query: TableQuery, caller?: Caller): Promise<TablePage>;
  fields(target: ConnectionTarget, query: FieldQuery, caller?: Caller): Promise<FieldList | null>;
  /** Starts processes and loads what these kinds need, so that the first call finds it there. Dials nobody, never rejects. */
  warm(kinds: readonly ConnectionKind[]): Promise<void>;
  load(): DriverLoad;
  close(): Promise<void>;
}
