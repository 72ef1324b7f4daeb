import { CheckConstraint, type Column, CompositeAttribute, type Domain, type FieldType } from '@portolan/contract';
import * as z from 'zod/mini';
import { fieldTypeOf } from './field-type-of.ts';
import { sizeOf } from './type-size.ts';

/** A row of pg_type, as the outline reads it. */
export const TypeRow = z.object({
  oid: z.string(),
  schema: z.string(),
  quotedSchema: z.string(),
  name: z.string(),
  quotedName: z.string(),
  kind: z.string(),
  category: z.string(),
  /** Of an array. */
  element: z.nullable(z.string()),
  collation: z.string(),
  labels: z.nullable(z.array(z.string())),
  attributes: z.nullable(z.array(CompositeAttribute)),
  domain: z.nullable(
    z.object({
      base: z.string(),
      modifier: z.int(),
      required: z.boolean(),
      nativeType: z.string(),
      default: z.nullable(z.string()),
      checks: z.array(CheckConstraint),
    }),
  ),
});
export type TypeRow = z.infer<typeof TypeRow>;

/** What a type is below its domains. */
interface Base {
  row: TypeRow | undefined;
  nativeType: string;
  /** Its own, or that of the domain which sets it. */
  modifier: number;
  domains: Domain[];
}

/** What a column has of its type. */
type TypeFacts = Pick<
  Column,
  | 'nativeType'
  | 'baseType'
  | 'type'
  | 'element'
  | 'length'
  | 'precision'
  | 'scale'
  | 'labels'
  | 'attributes'
  | 'domains'
>;

/** What a column's type comes down to. */
export interface ResolvedType {
  facts: TypeFacts;
  /** A domain on the way forbids nulls. */
  required: boolean;
  /** Oid of the collation the type has by itself. */
  collation: string;
}

interface Surroundings {
  defaultSchema: string;
  operatorClasses: readonly (readonly [oid: string, name: string])[];
}

/** Types that are kept in mind. */
const MAX_KNOWN = 10_000;

/** The types of a database, and the operator classes that are not their types' own. */
export class TypeCatalogue {
  readonly #types: Map<string, TypeRow>;
  readonly #resolved = new Map<string, ResolvedType>();
  /** What format_type writes before a type of the connection's default schema. */
  readonly #prefix: string | null;
  readonly #operatorClasses: Map<string, string>;

  constructor(rows: readonly TypeRow[], { defaultSchema, operatorClasses }: Surroundings) {
    this.#types = new Map(rows.map((row) => [row.oid, row]));
    const own = rows.find(({ schema }) => schema === defaultSchema);
    this.#prefix = own && own.schema !== 'pg_catalog' ? `${own.quotedSchema}.` : null;
    this.#operatorClasses = new Map(operatorClasses);
  }

  /** Null for one that its type takes by itself. */
  operatorClass(oid: string | undefined): string | null {
    return this.#operatorClasses.get(oid ?? '') ?? null;
  }

  /** By pg_attribute.atttypid and atttypmod; `native` is what format_type wrote. Many columns have the same. */
  resolve(oid: string, modifier: number, native: string): ResolvedType {
    const key = `${oid} ${modifier}`;
    const known = this.#resolved.get(key);
    if (known) return known;
    const resolved = this.#resolve(oid, modifier, native);
    // Bounded: a stranger may have as many modifiers as columns.
    if (this.#resolved.size < MAX_KNOWN) this.#resolved.set(key, resolved);
    return resolved;
  }

  #resolve(oid: string, modifier: number, native: string): ResolvedType {
    const base = this.#below(oid, modifier, native);
    const { row } = base;
    const elementNative = base.nativeType.endsWith('[]') ? base.nativeType.slice(0, -2) : null;
    const elementOid = row ? row.element : elementNative && '';
    const inner = elementOid === null ? null : this.#below(elementOid, base.modifier, elementNative ?? '');
    const sized = inner ?? base;
    const facts: TypeFacts = {
      nativeType: this.#bare(native),
      baseType: baseTypeOf(base),
      type: inner ? 'array' : fieldTypeIn(base),
      element: inner && {
        type: fieldTypeIn(inner),
        baseType: baseTypeOf(inner),
        nativeType: this.#bare(elementNative ?? inner.row?.name ?? ''),
        domains: inner.domains,
      },
      ...sizeOf(sized.row?.name ?? '', sized.modifier),
      labels: sized.row?.labels ?? null,
      attributes: sized.row?.attributes ?? null,
      domains: base.domains,
    };
    const required = base.domains.some(({ nullable }) => !nullable);
    return { facts, required, collation: row?.collation ?? '0' };
  }

  /** Goes down through the domains. Bounded: a stranger's catalogue may go in circles. */
  #below(oid: string, modifier: number, nativeType: string): Base {
    const domains: Domain[] = [];
    let row = this.#types.get(oid);
    for (let depth = 0; row?.domain && depth < 64; depth++) {
      const { base, required, nativeType: over, default: value, checks } = row.domain;
      const { schema, name } = row;
      domains.push({ schema, name, nativeType: this.#bare(over), nullable: !required, default: value, checks });
      if (modifier < 0) modifier = row.domain.modifier;
      nativeType = over;
      row = this.#types.get(base);
    }
    return { row, nativeType, modifier, domains };
  }

  /** Without the schema, where that is the connection's default one. */
  #bare(native: string): string {
    return this.#prefix && native.startsWith(this.#prefix) ? native.slice(this.#prefix.length) : native;
  }
}

/** The row type of a table that no column is made of is not read along. */
function baseTypeOf({ row, nativeType }: Base): string {
  if (!row) return nativeType;
  return row.schema === 'pg_catalog' ? row.name : `${row.quotedSchema}.${row.quotedName}`;
}

function fieldTypeIn({ row, nativeType }: Base): FieldType {
  if (!row) return nativeType.endsWith('[]') ? 'array' : 'composite';
  return fieldTypeOf(row.name, row.kind, row.category);
}
