import { randomUUID } from 'node:crypto';
import type { SQLInputValue } from 'node:sqlite';
import { Catalogue, type SqlContext, StatementError } from './catalogue.ts';
import type { RecordedRequest, SnowflakeEmulatorOptions, SnowflakeError } from './options.ts';
import { resultData, wireRows } from './result-data.ts';
import type { Result } from './show-commands.ts';
import { type LoginRequest, verifyLogin } from './verify-login.ts';

/** An answer: its JSON or its text, and its status where that is not 200. */
export interface Answer {
  json?: unknown;
  text?: string;
  status?: number;
}
interface StatementRequest {
  sqlText?: string;
  bindings?: Record<string, { type: string; value: SQLInputValue }>;
  parameters?: Record<string, unknown>;
}

function under(settings: Record<string, unknown>, { columns, rows }: Result): Result {
  const most = Number(settings.ROWS_PER_RESULTSET ?? 0);
  const capitals = settings.QUOTED_IDENTIFIERS_IGNORE_CASE === true;
  return {
    columns: capitals ? columns.map((one) => ({ ...one, name: one.name.toUpperCase() })) : columns,
    rows: most === 0 ? rows : rows.slice(0, most),
  };
}

const ok = (data: unknown): Answer => ({ json: { data, code: null, message: null, success: true } });
const failed = ({ code, message }: SnowflakeError, data: object | null = null): Answer => ({
  json: { data, code, message, success: false, headers: null },
});

/** An account: logins, sessions and statements. */
export class Account {
  readonly #options: SnowflakeEmulatorOptions;
  readonly #catalogue: Catalogue;
  readonly #sessions = new Map<string, SqlContext>();
  readonly #pending = new Map<string, { polls: number; finish: () => Answer }>();
  readonly #chunks = new Map<string, unknown[][]>();
  readonly statements: string[] = [];
  readonly settings: Record<string, unknown>[] = [];
  /** `https://host:port` of the emulator as the client sees it. */
  #origin = '';

  constructor(options: SnowflakeEmulatorOptions) {
    this.#options = options;
    this.#catalogue = new Catalogue(options);
  }

  get openSessions(): number {
    return this.#sessions.size;
  }

  close(): void {
    this.#catalogue.close();
  }

  answer({ path, headers, body }: RecordedRequest): Answer {
    const url = new URL(path, 'https://emulator');
    this.#origin = `https://${headers.host}`;
    const chunk = this.#chunks.get(url.pathname);
    // Rows of a chunk come without the brackets around them all.
    if (chunk) return { text: JSON.stringify(wireRows(chunk)).slice(1, -1) };
    if (url.pathname === '/session/v1/login-request') return this.#logIn(url, body as { data?: LoginRequest });
    if (url.pathname === '/telemetry/send') return ok('Log Received');
    const token = /^Snowflake Token="(.*)"$/.exec(headers.authorization ?? '')?.[1] ?? '';
    const session = this.#sessions.get(token);
    if (!session) return { ...failed({ code: '390104', message: 'Session token not found or invalid.' }), status: 401 };
    if (url.pathname === '/session' && url.searchParams.get('delete') === 'true') {
      this.#sessions.delete(token);
      return ok(null);
    }
    if (url.pathname === '/queries/v1/query-request') return this.#execute(body as StatementRequest, session);
    if (url.pathname === '/queries/v1/abort-request') return ok(null);
    const id = /^\/queries\/([^/]+)\/result$/.exec(url.pathname)?.[1];
    return id ? this.#poll(id) : { ...failed({ code: '000404', message: 'not found' }), status: 404 };
  }

  #logIn(url: URL, { data = {} }: { data?: LoginRequest }): Answer {
    const wanted = (name: string) => url.searchParams.get(name);
    const scripted = this.#options.onLogin?.();
    const login = scripted ? { error: scripted } : verifyLogin(data, wanted('roleName'), this.#options);
    if ('error' in login) return failed(login.error, { nextAction: 'RETRY_LOGIN', inFlightCtx: null });
    const context = this.#contextOf(login.user, wanted);
    const token = `ver:3-hint:${randomUUID()}`;
    this.#sessions.set(token, context);
    return ok({
      token,
      masterToken: `master-${token}`,
      validityInSeconds: 3600,
      masterValidityInSeconds: 14_400,
      displayUserName: login.user,
      serverVersion: '9.99.0',
      firstLogin: false,
      healthCheckInterval: 45,
      remMeToken: null,
      remMeValidityInSeconds: 0,
      sessionId: this.#sessions.size,
      idToken: null,
      parameters: [{ name: 'CLIENT_TELEMETRY_ENABLED', value: false }, ...(this.#options.parameters ?? [])],
      sessionInfo: {
        databaseName: context.database,
        schemaName: context.schema,
        warehouseName: context.warehouse,
        roleName: context.role,
      },
      responseData: null,
    });
  }

  /** A session begins without what it asked for and cannot have, as it does at Snowflake. */
  #contextOf(user: string, wanted: (name: string) => string | null): SqlContext {
    const { databases, warehouses = [], users } = this.#options;
    const { denied = [], roles = ['PUBLIC'], blind = false } = users[user] ?? {};
    const named = <T extends { name: string }>(all: readonly T[], name: string | null) => {
      const kept = name?.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name?.toUpperCase();
      return all.find((one) => one.name === kept)?.name ?? null;
    };
    const database = named(
      databases.filter(({ name }) => !denied.includes(name)),
      wanted('databaseName'),
    );
    const schemas = databases.find(({ name }) => name === database)?.schemas ?? [];
    const schema = named(schemas, wanted('schemaName') ?? 'PUBLIC');
    const role = wanted('roleName')?.toUpperCase() ?? roles[0] ?? 'PUBLIC';
    return { user, database, schema, warehouse: named(warehouses, wanted('warehouse')), role, denied, blind };
  }

  #execute({ sqlText = '', bindings = {}, parameters: own = {} }: StatementRequest, context: SqlContext): Answer {
    this.statements.push(sqlText);
    const settings = { ...this.#options.users[context.user]?.settings, ...own };
    this.settings.push(settings);
    const script = this.#options.onStatement?.(sqlText);
    if (script && 'error' in script) return statementFailed(script.error);
    if (script && 'resultUrl' in script) return inProgress(script.resultUrl);
    const values = Object.values(bindings).map(({ value }) => value);
    const finish = () => this.#finish(context, () => under(settings, this.#catalogue.run(sqlText, values, context)));
    if (script && 'polls' in script) {
      const id = randomUUID();
      this.#pending.set(id, { polls: script.polls, finish });
      return inProgress(`/queries/${id}/result`);
    }
    const parameters = this.#options.parameters ?? [];
    if (script && 'chunks' in script) return ok(resultData({ ...script, rows: [], parameters, context }));
    return script ? this.#finish(context, () => script) : finish();
  }

  #poll(id: string): Answer {
    const pending = this.#pending.get(id);
    if (!pending) return failed({ code: '000709', message: 'Statement not found' });
    return pending.polls-- > 0 ? inProgress(`/queries/${id}/result`) : pending.finish();
  }

  #finish(context: SqlContext, run: () => Result): Answer {
    try {
      const { columns, rows } = run();
      const { inlineRows = Number.POSITIVE_INFINITY, parameters = [] } = this.#options;
      if (rows.length <= inlineRows) return ok(resultData({ columns, rows, parameters, context }));
      const chunks = [];
      for (let from = inlineRows; from < rows.length; from += inlineRows) {
        const slice = rows.slice(from, from + inlineRows);
        const path = `/chunks/${randomUUID()}`;
        this.#chunks.set(path, slice);
        chunks.push({ url: `${this.#origin}${path}`, rowCount: slice.length });
      }
      return ok(resultData({ columns, rows: rows.slice(0, inlineRows), chunks, parameters, context }));
    } catch (error) {
      if (error instanceof StatementError) return statementFailed(error);
      throw error;
    }
  }
}

function inProgress(getResultUrl: string): Answer {
  const data = { getResultUrl, queryId: randomUUID(), queryAbortsAfterSecs: 300, progressDesc: null };
  return { json: { data, code: '333333', message: 'Query execution in progress.', success: true } };
}

function statementFailed(error: SnowflakeError): Answer {
  const { code, sqlState = '42000' } = error;
  const data = { internalError: false, errorCode: code, age: 0, sqlState, queryId: randomUUID(), line: 1, pos: 0 };
  return failed(error, data);
}
