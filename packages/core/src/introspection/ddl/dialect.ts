import type { ForeignKey, TableDefinition } from '@portolan/contract';
import type { Line } from './line.ts';

export interface TablePair {
  before: TableDefinition;
  after: TableDefinition;
}

/** How names are written, and how a few rows are asked for. */
export interface Quoting {
  quoted(name: string): string;
  /** So many rows at most: behind SELECT, or at the end. */
  limit(rows: number): { head: string; tail: string };
}

/** How one kind of database is told to look as a definition says. Names are quoted, whatever is in them. */
export interface Dialect extends Quoting {
  name: string;
  createSchema(name: string): Line;
  dropSchema(name: string): Line;
  /** Types of its own that tables need, before any of them is made. */
  types(before: readonly TableDefinition[], after: readonly TableDefinition[]): Line[];
  /** Statements for types of its own that a table needs. */
  neededTypes(table: TableDefinition): string[];
  /** All of a table but its foreign keys. */
  createTable(table: TableDefinition): Line[];
  dropTable(table: TableDefinition): Line[];
  /** Everything but the foreign keys. */
  alterTable(pair: TablePair): Line[];
  addForeignKey(table: TableDefinition, key: ForeignKey): Line[];
  dropForeignKey(table: TableDefinition, key: ForeignKey): Line[];
  /** What stands before and after statements that belong together. */
  frame: { begin: readonly string[]; end: readonly string[] };
}
