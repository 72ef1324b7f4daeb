import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Answer } from '../answer.ts';
import type { LoginDefinition } from '../login-definition.ts';
import type { ColumnType, ResultColumn } from '../protocol/rows.ts';
import type { DatabaseDefinition } from './definition.ts';
import { fillCatalogue } from './fill.ts';
import { addFunctions } from './functions.ts';
import { SYSTEM_VIEWS } from './system-views.ts';
import { translate } from './translate.ts';

const MAX_INT = 2_147_483_647;
/** What ends quietly, because nothing here depends on it. */
const SETTINGS = /^\s*(SET\s+(?!@)|USE\s|BEGIN\s+TRAN|COMMIT|ROLLBACK)/i;
const WAIT = /^\s*WAITFOR\s+DELAY\s+'(\d+):(\d+):(\d+)'/i;

/** The catalogue of one database as one login sees it: system views in SQLite, queried for real. */
export class Catalogue {
  readonly #db: DatabaseSync;

  constructor(definition: DatabaseDefinition, login: LoginDefinition) {
    const { access = () => 'readable' } = login;
    const tables = definition.tables.filter(({ schema, name }) => access(schema, name) !== 'hidden');
    this.#db = new DatabaseSync(':memory:');
    this.#db.exec("PRAGMA encoding = 'UTF-16be'; ATTACH ':memory:' AS sys; ATTACH ':memory:' AS INFORMATION_SCHEMA");
    this.#db.exec(SYSTEM_VIEWS);
    fillCatalogue(this.#db, { ...definition, tables });
    addFunctions(this.#db, definition, login);
  }

  /** Answers a batch: settings are taken for granted, one query is run. */
  async answer(sql: string, parameters: Record<string, unknown>, signal: AbortSignal): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const statement of statementsOf(sql)) {
      const [, hours, minutes, seconds] = WAIT.exec(statement) ?? [];
      if (seconds !== undefined) {
        await wait((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000, signal);
      } else if (!SETTINGS.test(statement)) {
        answers.push(this.query(statement, parameters));
      }
    }
    return answers;
  }

  /** One query; its rows are read as they are taken. */
  query(sql: string, parameters: Record<string, unknown> = {}): Answer {
    try {
      const text = translate(sql);
      const bound = bind(text, parameters);
      const columns = this.#columnsOf(text, bound);
      const statement = this.#db.prepare(text);
      statement.setReadBigInts(true);
      statement.setReturnArrays(true);
      // In arrays, as was asked for: the types know rows as objects only.
      return { columns, rows: statement.iterate(bound) as unknown as Iterable<unknown[]> };
    } catch (cause) {
      return { error: errorOf(cause instanceof Error ? cause.message : '') };
    }
  }

  /** Declared types where a column is one of a view, else what the values are: a second run tells. */
  #columnsOf(sql: string, bound: Record<string, SQLInputValue>): ResultColumn[] {
    const described = this.#db.prepare(sql).columns();
    const wanted = described.map((_, index) => {
      const column = `c${index}`;
      return `max(CASE typeof(${column}) WHEN 'text' THEN 4 WHEN 'real' THEN 3 WHEN 'integer' THEN
        CASE WHEN abs(${column}) > ${MAX_INT} THEN 2 ELSE 1 END ELSE 0 END)`;
    });
    const names = described.map((_, index) => `c${index}`).join(',');
    const probe = this.#db.prepare(`WITH probed(${names}) AS (${sql}) SELECT ${wanted.join(',')} FROM probed`);
    probe.setReturnArrays(true);
    // In an array, as above.
    const found = (probe.get(bound) ?? []) as unknown as number[];
    return described.map(({ name, type }, index) => ({ name, type: typeOf(type, found[index] ?? 0) }));
  }

  close(): void {
    this.#db.close();
  }
}

const FOUND: ColumnType[] = ['nvarchar(max)', 'int', 'bigint', 'float', 'nvarchar(max)'];

function typeOf(declared: string | null, found: number): ColumnType {
  if (declared === 'bit') return 'bit';
  if (declared === 'sysname') return 'nvarchar';
  return FOUND[found] ?? 'nvarchar(max)';
}

/** Only what the statement names may be bound. */
function bind(sql: string, parameters: Record<string, unknown>): Record<string, SQLInputValue> {
  const used = Object.entries(parameters).filter(([name]) => new RegExp(`@${name}\\b`).test(sql));
  return Object.fromEntries(used.map(([name, value]) => [`@${name}`, value as SQLInputValue]));
}

/** Statements of a batch: `;` or a line of settings ends one; tedious sends its settings one a line. */
function statementsOf(sql: string): string[] {
  return sql
    .split(/;\s*(?=(?:[^']*'[^']*')*[^']*$)|\r?\n(?=\s*set\s)/i)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

function errorOf(message: string) {
  const table = /no such table: (.*)/.exec(message)?.[1];
  if (table) return { number: 208, message: `Invalid object name '${table}'.` };
  const column = /no such column: (.*)/.exec(message)?.[1];
  if (column) return { number: 207, message: `Invalid column name '${column}'.` };
  return { number: 102, class: 15, message: `Incorrect syntax (emulator): ${message}` };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
