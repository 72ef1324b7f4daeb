/// <reference path="./thrift-modules.d.ts" />
import types from '@databricks/sql/thrift/TCLIService_types.js';
import Int64 from 'node-int64';
import type { Result } from './catalogue.ts';

type ColumnKind = 'text' | 'integer' | 'double' | 'boolean';

/** A column is as wide as its values need: SQLite has no types of its own. */
function kindOf(values: unknown[]): ColumnKind {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return 'text';
  if (present.every((value) => typeof value === 'boolean')) return 'boolean';
  if (present.every((value) => typeof value === 'number'))
    return present.every(Number.isInteger) ? 'integer' : 'double';
  return 'text';
}

const TYPE_IDS = {
  text: types.TTypeId.STRING_TYPE,
  integer: types.TTypeId.BIGINT_TYPE,
  double: types.TTypeId.DOUBLE_TYPE,
  boolean: types.TTypeId.BOOLEAN_TYPE,
};

const kinds = new WeakMap<Result, ColumnKind[]>();

/** The kinds of the whole result, whatever slice of it is sent. */
function kindsOf(result: Result): ColumnKind[] {
  const known = kinds.get(result) ?? result.columns.map((_, index) => kindOf(columnAt(result, index)));
  kinds.set(result, known);
  return known;
}

const columnAt = ({ rows }: Result, index: number) => rows.map((row) => row[index] ?? null);

export function schemaOf(result: Result): types.TTableSchema {
  return new types.TTableSchema({
    columns: result.columns.map((columnName, index) => {
      const type = TYPE_IDS[kindsOf(result)[index] ?? 'text'];
      const typeDesc = new types.TTypeDesc({ types: [new types.TTypeEntry({ primitiveEntry: primitive(type) })] });
      return new types.TColumnDesc({ columnName, position: index + 1, typeDesc });
    }),
  });
}

const primitive = (type: types.TTypeId) => new types.TPrimitiveTypeEntry({ type });

/** Rows from `from` on, at most `count`, column by column. */
export function rowSetOf(result: Result, from: number, count: number): types.TRowSet {
  const columns = result.columns.map((_, index) => {
    const values = result.rows.slice(from, from + count).map((row) => row[index] ?? null);
    return columnOf(kindsOf(result)[index] ?? 'text', values);
  });
  return new types.TRowSet({ startRowOffset: new Int64(from), rows: [], columns });
}

function columnOf(kind: ColumnKind, values: unknown[]): types.TColumn {
  const nulls = Buffer.alloc(Math.ceil(values.length / 8) || 1);
  for (const [index, value] of values.entries()) {
    if (value === null) nulls[index >> 3] = (nulls[index >> 3] ?? 0) | (1 << (index & 7));
  }
  switch (kind) {
    case 'integer': {
      const numbers = values.map((value) => new Int64(Number(value ?? 0)));
      return new types.TColumn({ i64Val: new types.TI64Column({ values: numbers, nulls }) });
    }
    case 'double':
      return new types.TColumn({ doubleVal: new types.TDoubleColumn({ values: values.map(Number), nulls }) });
    case 'boolean':
      return new types.TColumn({ boolVal: new types.TBoolColumn({ values: values.map(Boolean), nulls }) });
    case 'text':
      return new types.TColumn({
        stringVal: new types.TStringColumn({ values: values.map((value) => String(value ?? '')), nulls }),
      });
  }
}
