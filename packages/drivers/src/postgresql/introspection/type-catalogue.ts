import type { FieldType } from '@portolan/contract';
import * as z from 'zod/mini';
import { fieldTypeOf } from './field-type-of.ts';

/** A row of pg_type, as the outline reads it. */
export const TypeRow = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.int(),
  z.boolean(),
  z.string(),
]);
export type TypeRow = z.infer<typeof TypeRow>;

/** What a column's type comes down to. */
export interface ResolvedType {
  type: FieldType;
  /** pg_type.typname of the type below all domains. */
  baseName: string;
  /** Modifier of the base type: the column's own, or that of the domain which sets it. */
  modifier: number;
  /** A domain on the way forbids nulls. */
  required: boolean;
  /** Oid of the collation the type has by itself. */
  collation: string;
  /** What format_type writes before a type that lives in the connection's default schema. */
  prefix: string | null;
}

/** The row type of a table and its array are not read along: there is one of each for every table. */
const ROW_TYPE = { baseName: '', modifier: -1, required: false, collation: '0', prefix: null } as const;

/** The types of a database. */
export class TypeCatalogue {
  readonly #types: Map<string, TypeRow>;
  readonly #defaultSchema: string;

  constructor(rows: readonly TypeRow[], defaultSchema: string) {
    this.#types = new Map(rows.map((row) => [row[0], row]));
    this.#defaultSchema = defaultSchema;
  }

  /** By pg_attribute.atttypid and atttypmod; `native` is what format_type wrote. */
  resolve(oid: string, modifier: number, native: string): ResolvedType {
    let row = this.#types.get(oid);
    if (!row) return { ...ROW_TYPE, type: native.endsWith('[]') ? 'array' : 'composite' };
    const prefix = row[1] === this.#defaultSchema ? `${row[2]}.` : null;
    let required = false;
    // Bounded: a stranger's catalogue may go in circles.
    for (let depth = 0; row[4] === 'd' && depth < 64; depth++) {
      required ||= row[8];
      if (modifier < 0) modifier = row[7];
      const base = this.#types.get(row[6]);
      if (!base) break;
      row = base;
    }
    const [, , , baseName, kind, category, , , , collation] = row;
    return { type: fieldTypeOf(baseName, kind, category), baseName, modifier, required, collation, prefix };
  }
}
