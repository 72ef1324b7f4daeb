import type { SQLInputValue } from 'node:sqlite';
import types from '@databricks/sql/thrift/TCLIService_types.js';
import { type Catalogue, StatementError } from './catalogue.ts';
import { metadataOf } from './metadata-calls.ts';
import { errorStatus, keyOf, newHandle, Operations, type Outcome, SUCCESS } from './operations.ts';
import type { DatabricksEmulatorOptions, Login, SqlError } from './options.ts';

interface OpenedSession {
  login: Login;
  catalog: string;
  schema: string;
  settings: Record<string, string>;
}
type Reply<T> = (error: Error | null, response: T) => void;

const VERSION = types.TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8;

/** A SQL warehouse: the methods of the Thrift service, each with a request and where to put its answer. */
export class Warehouse {
  readonly #catalogue: Catalogue;
  readonly #options: DatabricksEmulatorOptions;
  readonly #sessions = new Map<string, OpenedSession>();
  readonly #operations: Operations;
  /** Every statement so far. */
  readonly statements: string[] = [];
  /** What the session of each of them stood at. */
  readonly settings: Record<string, string>[] = [];

  constructor(catalogue: Catalogue, options: DatabricksEmulatorOptions) {
    this.#catalogue = catalogue;
    this.#options = options;
    this.#operations = new Operations(options.rowsPerFetch ?? 100_000);
  }

  get openSessions(): number {
    return this.#sessions.size;
  }

  /** The methods, for requests that come with this login. */
  serviceFor(login: Login) {
    const session = ({ sessionId }: types.TSessionHandle) => {
      const found = this.#sessions.get(keyOf(sessionId));
      if (!found) throw new Error('no such session');
      return found;
    };
    const operations = this.#operations;
    const metadata = (call: string) => (request: MetadataRequest, reply: Reply<unknown>) => {
      session(request.sessionHandle);
      const result = metadataOf(call, this.#catalogue.models, request.catalogName);
      const Response = METADATA[call];
      if (!Response) throw new Error(`no such call: ${call}`);
      reply(null, new Response(operations.begin({ kind: 'rows', result }, request.getDirectResults)));
    };
    return {
      OpenSession: (request: types.TOpenSessionReq, reply: Reply<types.TOpenSessionResp>) => {
        reply(null, this.#open(request, login));
      },
      CloseSession: ({ sessionHandle }: types.TCloseSessionReq, reply: Reply<types.TCloseSessionResp>) => {
        this.#sessions.delete(keyOf(sessionHandle.sessionId));
        reply(null, new types.TCloseSessionResp({ status: SUCCESS }));
      },
      ExecuteStatement: (request: types.TExecuteStatementReq, reply: Reply<types.TExecuteStatementResp>) => {
        const outcome = this.#execute(request, session(request.sessionHandle));
        reply(null, new types.TExecuteStatementResp(operations.begin(outcome, request.getDirectResults)));
      },
      GetCatalogs: metadata('GetCatalogs'),
      GetSchemas: metadata('GetSchemas'),
      GetTables: metadata('GetTables'),
      GetColumns: metadata('GetColumns'),
      GetOperationStatus: (
        { operationHandle }: types.TGetOperationStatusReq,
        reply: Reply<types.TGetOperationStatusResp>,
      ) => reply(null, operations.status(operationHandle.operationId)),
      GetResultSetMetadata: (
        { operationHandle }: types.TGetResultSetMetadataReq,
        reply: Reply<types.TGetResultSetMetadataResp>,
      ) => reply(null, operations.metadata(operationHandle.operationId)),
      FetchResults: ({ operationHandle, maxRows }: types.TFetchResultsReq, reply: Reply<types.TFetchResultsResp>) =>
        reply(null, operations.fetch(operationHandle.operationId, maxRows.toNumber())),
      CancelOperation: ({ operationHandle }: types.TCancelOperationReq, reply: Reply<types.TCancelOperationResp>) => {
        operations.close(operationHandle.operationId);
        reply(null, new types.TCancelOperationResp({ status: SUCCESS }));
      },
      CloseOperation: ({ operationHandle }: types.TCloseOperationReq, reply: Reply<types.TCloseOperationResp>) => {
        operations.close(operationHandle.operationId);
        reply(null, new types.TCloseOperationResp({ status: SUCCESS }));
      },
    };
  }

  #open({ initialNamespace, configuration }: types.TOpenSessionReq, login: Login): types.TOpenSessionResp {
    const catalog = initialNamespace?.catalogName ?? this.#catalogue.models[0]?.name ?? '';
    const refusal = this.#refusalOf(catalog, login);
    if (refusal) {
      return new types.TOpenSessionResp({ status: errorStatus(refusal), serverProtocolVersion: VERSION });
    }
    const sessionId = newHandle();
    const schema = initialNamespace?.schemaName ?? 'default';
    const settings = { ...login.settings, ...configuration };
    this.#sessions.set(keyOf(sessionId), { login, catalog, schema, settings });
    const sessionHandle = new types.TSessionHandle({ sessionId });
    return new types.TOpenSessionResp({ status: SUCCESS, serverProtocolVersion: VERSION, sessionHandle });
  }

  #refusalOf(catalog: string, login: Login): SqlError | null {
    if (!this.#catalogue.models.some(({ name }) => name === catalog)) {
      return {
        sqlState: '42704',
        message: `[NO_SUCH_CATALOG_EXCEPTION] Catalog '${catalog}' was not found. SQLSTATE: 42704`,
      };
    }
    if (!login.deniedCatalogs?.includes(catalog)) return null;
    return {
      sqlState: '42501',
      message:
        '[INSUFFICIENT_PERMISSIONS] Insufficient privileges: ' +
        `User does not have USE CATALOG on Catalog '${catalog}'. SQLSTATE: 42501`,
    };
  }

  #execute({ statement, parameters }: types.TExecuteStatementReq, session: OpenedSession): Outcome {
    this.statements.push(statement);
    this.settings.push(session.settings);
    const script = this.#options.onStatement?.(statement);
    if (script === 'queued' || script === 'running') return { kind: script };
    if (script && 'error' in script) return { kind: 'error', error: script.error };
    if (script && 'link' in script) return { kind: 'link', link: script.link };
    if (script && 'typed' in script) return { kind: 'typed', typed: script.typed };
    if (script && 'rows' in script) return { kind: 'rows', result: resultOf(script.rows) };
    try {
      const result = this.#catalogue.run(statement, valuesOf(parameters ?? []), session);
      return { kind: 'rows', result, queuedPolls: script?.queuedPolls ?? 0 };
    } catch (error) {
      if (error instanceof StatementError) return { kind: 'error', error };
      throw error;
    }
  }
}

interface MetadataRequest {
  sessionHandle: types.TSessionHandle;
  catalogName?: string;
  getDirectResults?: types.TSparkGetDirectResults;
}

const METADATA: Record<string, (new (args: ReturnType<Operations['begin']>) => unknown) | undefined> = {
  GetCatalogs: types.TGetCatalogsResp,
  GetSchemas: types.TGetSchemasResp,
  GetTables: types.TGetTablesResp,
  GetColumns: types.TGetColumnsResp,
};

function valuesOf(parameters: types.TSparkParameter[]): Record<string, SQLInputValue> {
  const values = parameters.map(({ name, type, value }): [string, SQLInputValue] => {
    const text = value?.stringValue ?? null;
    return [name ?? '', text !== null && /INT$/.test(type ?? '') ? Number(text) : text];
  });
  return Object.fromEntries(values);
}

function resultOf(rows: Record<string, unknown>[]) {
  const columns = Object.keys(rows[0] ?? {});
  return { columns, rows: rows.map((row) => columns.map((name) => row[name])) };
}
