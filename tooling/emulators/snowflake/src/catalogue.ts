import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { attachedName, fillDatabase, quoted } from './fill-database.ts';
import type { SnowflakeEmulatorOptions, SnowflakeError } from './options.ts';
import { type Result, show } from './show-commands.ts';

export interface SqlContext {
  user: string;
  database: string | null;
  schema: string | null;
  warehouse: string | null;
  role: string;
  denied: string[];
  blind: boolean;
}

/** A statement that failed. */
export class StatementError extends Error {
  readonly code: string;
  readonly sqlState: string;

  constructor({ code, message, sqlState = '42000' }: SnowflakeError) {
    super(message);
    this.code = code;
    this.sqlState = sqlState;
  }
}

/** What the emulator says its version is. */
export const VERSION = '9.99.0 emulated';

const VIEW = /"((?:[^"]|"")+)"\.INFORMATION_SCHEMA\.(\w+)/g;

/** Databases in SQLite: statements about INFORMATION_SCHEMA run for real. */
export class Catalogue {
  readonly #options: Pick<SnowflakeEmulatorOptions, 'databases' | 'warehouses'>;
  readonly #db = new DatabaseSync(':memory:');
  #context: SqlContext = {
    user: '',
    database: null,
    schema: null,
    warehouse: null,
    role: '',
    denied: [],
    blind: false,
  };

  constructor(options: Pick<SnowflakeEmulatorOptions, 'databases' | 'warehouses'>) {
    this.#options = options;
    for (const database of options.databases) fillDatabase(this.#db, database, options.databases);
    const define = (name: string, value: (...args: SQLInputValue[]) => SQLInputValue) => this.#db.function(name, value);
    define('CURRENT_USER', () => this.#context.user);
    define('CURRENT_DATABASE', () => this.#context.database);
    define('CURRENT_SCHEMA', () => this.#context.schema);
    define('CURRENT_WAREHOUSE', () => this.#context.warehouse);
    define('CURRENT_ROLE', () => this.#context.role);
    define('CURRENT_VERSION', () => VERSION);
    this.#db.function('IS_ROLE_IN_SESSION', (role) => (role === this.#context.role ? 1 : 0));
  }

  run(sql: string, values: SQLInputValue[], context: SqlContext): Result {
    const { databases, warehouses = [] } = this.#options;
    const shown = show(sql, databases, warehouses);
    if (shown) return shown;
    if (shown === undefined) throw notThere('Object');
    this.#context = context;
    const statement = this.#prepare(sql);
    statement.setReturnArrays(true);
    // In arrays, as was asked for: the types know rows as objects only.
    const rows = statement.all(...values) as unknown as unknown[][];
    const types = statement.columns().map((_, index) => typeAt(rows, index));
    const columns = statement.columns().map(({ name }, index) => ({ name, type: types[index] ?? 'text' }));
    return { columns, rows };
  }

  close(): void {
    this.#db.close();
  }

  #prepare(sql: string) {
    const own = sql.replaceAll(VIEW, (_, name: string, view: string) => this.#view(name.replaceAll('""', '"'), view));
    try {
      return this.#db.prepare(own);
    } catch (error) {
      const message = `SQL compilation error: ${(error as Error).message}`;
      throw new StatementError({ code: '001003', message });
    }
  }

  #view(database: string, view: string): string {
    const { databases, warehouses = [] } = this.#options;
    const { warehouse, denied, blind } = this.#context;
    if (!databases.some(({ name }) => name === database) || denied.includes(database)) throw notThere('Database');
    // Unlike SHOW, the information schema is computed.
    const chosen = warehouses.find(({ name }) => name === warehouse);
    if (!chosen || chosen.state === 'SUSPENDED') {
      throw new StatementError({
        code: '000606',
        sqlState: '57P03',
        message:
          "No active warehouse selected in the current session.  Select an active warehouse with the 'use warehouse' command.",
      });
    }
    const own = `${quoted(attachedName(database))}.${view}`;
    return blind && view !== 'SCHEMATA' ? `(SELECT * FROM ${own} WHERE 0)` : own;
  }
}

function notThere(what: string): StatementError {
  const message = `SQL compilation error:\n${what} does not exist or not authorized.`;
  return new StatementError({ code: '002003', sqlState: '02000', message });
}

/** A column is as its values are: SQLite has no types of its own. */
function typeAt(rows: unknown[][], index: number): string {
  const present = rows.map((row) => row[index]).filter((value) => value !== null);
  return present.length > 0 && present.every((value) => typeof value === 'number') ? 'fixed' : 'text';
}
