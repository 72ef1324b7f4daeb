import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

export const DEFAULT_COLLATION = 'SQL_Latin1_General_CP1_CI_AS';
/** Schemas of every database; those from 16384 on belong to the fixed roles. */
const FIXED_SCHEMAS: [name: string, id: number][] = [
  ['dbo', 1],
  ['guest', 2],
  ['INFORMATION_SCHEMA', 3],
  ['sys', 4],
  ['db_owner', 16_384],
  ['db_accessadmin', 16_385],
  ['db_securityadmin', 16_386],
  ['db_ddladmin', 16_387],
  ['db_backupoperator', 16_389],
  ['db_datareader', 16_390],
  ['db_datawriter', 16_391],
  ['db_denydatareader', 16_392],
  ['db_denydatawriter', 16_393],
];

/** Writes rows into the system views and hands out ids. */
export class Filler {
  readonly #db: DatabaseSync;
  readonly #inserts = new Map<string, StatementSync>();
  #nextId = 245_575_900;
  readonly schemas = new Map<string, number>(FIXED_SCHEMAS);
  readonly objects = new Map<string, number>();
  readonly columns = new Map<string, number>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  id(): number {
    this.#nextId += 16;
    return this.#nextId;
  }

  insert(view: string, ...values: SQLInputValue[]): void {
    let statement = this.#inserts.get(view);
    if (!statement) {
      statement = this.#db.prepare(`INSERT INTO ${view} VALUES (${values.map(() => '?').join(',')})`);
      this.#inserts.set(view, statement);
    }
    statement.run(...values);
  }
}

export const objectKey = (schema: string, table: string) => JSON.stringify([schema, table]);
