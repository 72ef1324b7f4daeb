import type { TableDefinition } from './definition.ts';
import { type Filler } from './filler.ts';
/** Indexes, constraints and sizes of a table; the tables they point at must be there already. */
export declare function fillKeys(filler: Filler, table: TableDefinition): void;
