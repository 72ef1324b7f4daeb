import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { CatalogModel } from './catalog-model.ts';
import { attachedName, fillCatalogue, quoted } from './fill-catalogue.ts';
import type { Login, SqlError } from './options.ts';

/** Rows with their columns in order; a value is text, a number or null. */
export interface Result {
  columns: string[];
  rows: unknown[][];
}

export interface SqlContext {
  login: Login;
  catalog: string;
  schema: string;
}

/** A statement that failed. */
export class StatementError extends Error {
  readonly sqlState: string;

  constructor({ sqlState, message }: SqlError) {
    super(message);
    this.sqlState = sqlState;
  }
}

/** What the emulator says its runtime is. */
export const SPARK_VERSION = '4.0.0 emulated';

/** Backticks quote names in Databricks; SQLite knows two-part names only. */
const VIEW = /`((?:[^`]|``)+)`\.information_schema\.(\w+)/g;

/** Catalogs in SQLite: statements about information_schema run for real. */
export class Catalogue {
  readonly models: CatalogModel[];
  readonly #db = new DatabaseSync(':memory:');
  #context: SqlContext = { login: { user: '' }, catalog: '', schema: '' };

  constructor(models: CatalogModel[]) {
    this.models = models;
    for (const model of models) if (!model.legacy) fillCatalogue(this.#db, model);
    const define = (name: string, value: (...args: SQLInputValue[]) => SQLInputValue) => this.#db.function(name, value);
    define('current_user', () => this.#context.login.user);
    define('current_catalog', () => this.#context.catalog);
    define('current_schema', () => this.#context.schema);
    define('version', () => SPARK_VERSION);
    this.#db.function('is_member', (group) => (group === 'admins' && this.#context.login.admin ? 1 : 0));
  }

  run(sql: string, parameters: Record<string, SQLInputValue>, context: SqlContext): Result {
    if (/^\s*show\s+catalogs\s*$/i.test(sql)) {
      return { columns: ['catalog'], rows: this.models.map(({ name }) => [name]) };
    }
    this.#context = context;
    try {
      const statement = this.#db.prepare(
        sql.replaceAll(VIEW, (_, name: string, view: string) => this.#view(name, view)),
      );
      statement.setReturnArrays(true);
      // In arrays, as was asked for: the types know rows as objects only.
      const rows = statement.all(parameters) as unknown as unknown[][];
      return { columns: statement.columns().map(({ name }) => name), rows };
    } catch (error) {
      if (error instanceof StatementError) throw error;
      throw new StatementError({ sqlState: '42601', message: `[PARSE_SYNTAX_ERROR] ${(error as Error).message}` });
    }
  }

  close(): void {
    this.#db.close();
  }

  #view(name: string, view: string): string {
    const catalog = name.replaceAll('``', '`');
    if (this.models.some((one) => one.name === catalog && !one.legacy))
      return `${quoted(attachedName(catalog))}.${view}`;
    throw new StatementError({
      sqlState: '42P01',
      message: `[TABLE_OR_VIEW_NOT_FOUND] The table or view cannot be found. SQLSTATE: 42P01`,
    });
  }
}
