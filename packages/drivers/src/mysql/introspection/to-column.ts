import { type Column, PLAIN_COLUMN } from '@portolan/contract';
import { baseTypeOf } from './base-type-of.ts';
import { columnDefault, plainQuotes } from './column-default.ts';
import { fieldTypeOf } from './field-type-of.ts';
import { labelsOf } from './labels-of.ts';
import { sizeOf } from './type-size.ts';

/** What a column needs to know of its table. */
interface Surroundings {
  /** From 1; hidden columns leave gaps in the catalogue's own count. */
  position: number;
  mariadb: boolean;
  tableCollation: string | null;
  /** Long texts that are JSON. */
  jsonColumns: ReadonlySet<string>;
}

/** A column as it is answered: name, type, nullable, default, extra, expression, collation, comment. */
export function toColumn(
  values: (string | null)[],
  { position, mariadb, tableCollation, jsonColumns }: Surroundings,
): Column {
  const [name, nativeType, nullable, value, extra, expression, collation, comment] = values.map((text) => text ?? '');
  const columnType = nativeType ?? '';
  const generated = generationOf(extra ?? '');
  const computed = generated === 'stored' || generated === 'virtual';
  const json = jsonColumns.has(name ?? '');
  return {
    ...PLAIN_COLUMN,
    name: name ?? '',
    position,
    nativeType: columnType,
    baseType: baseTypeOf(columnType),
    type: json ? 'json' : fieldTypeOf(columnType),
    ...sizeOf(columnType),
    labels: labelsOf(columnType),
    nullable: nullable === 'YES',
    default: computed
      ? (mariadb ? expression : plainQuotes(expression ?? '')) || null
      : columnDefault({ mariadb, columnType, value: values[3] === null ? null : (value ?? null), extra: extra ?? '' }),
    onUpdate: /\bon update (\S.*)$/i.exec(extra ?? '')?.[1] ?? null,
    generated,
    invisible: /\bINVISIBLE\b/.test(extra ?? ''),
    // That of JSON is the type's own.
    collation: json || collation === '' || collation === tableCollation ? null : (collation ?? null),
    comment: comment || null,
  };
}

function generationOf(extra: string): Column['generated'] {
  if (/\bauto_increment\b/i.test(extra)) return 'identity-by-default';
  if (/\b(?:STORED GENERATED|PERSISTENT)\b/i.test(extra)) return 'stored';
  if (/\bVIRTUAL(?: GENERATED)?\b/i.test(extra)) return 'virtual';
  return null;
}
