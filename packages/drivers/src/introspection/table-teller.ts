import { hash } from 'node:crypto';
import { type MeasuredTable, TableDefinition } from '@portolan/contract';
import type { IntrospectedTables, KnownTable, TablesJson } from '../driver.ts';
import { compileText } from './compile-text.ts';

const textOf = compileText(TableDefinition);

/** Tells tables to whoever keeps their definitions: of those that are known already, the address is enough. */
export class TableTeller {
  readonly #known: ReadonlySet<string>;

  constructor(known: readonly string[]) {
    this.#known = new Set(known);
  }

  tell({ tables, warnings }: IntrospectedTables): TablesJson {
    const page = { kind: 'tables', count: tables.length, warnings } as const;
    if (this.#known.size === 0) return { ...page, json: JSON.stringify(tables), known: [] };
    const known = tables.map((table) => this.#addressed(table));
    const told = tables.filter((_, at) => known[at] === null);
    return { ...page, json: JSON.stringify(told), known };
  }

  #addressed(table: MeasuredTable): KnownTable | null {
    const address = hash('sha256', textOf(table), 'hex');
    if (!this.#known.has(address)) return null;
    const { rowEstimate, sizeBytes, columns } = table;
    return { hash: address, columns: columns.length, rowEstimate, sizeBytes };
  }
}
