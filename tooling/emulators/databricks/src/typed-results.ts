/// <reference path="./thrift-modules.d.ts" />
import types from '@databricks/sql/thrift/TCLIService_types.js';
import Int64 from 'node-int64';

/** A type as the protocol names it. */
export type TypeName = Exclude<keyof typeof types.TTypeId & string, `${number}`>;

/** A result whose columns say what they are: as Arrow, which new servers send, or as columns of values. */
export interface TypedResult {
  columns: { name: string; type: TypeName }[];
  rows: number;
  /** A stream of record batches with its schema. */
  arrow?: Uint8Array;
  /** By column; used where there is no Arrow. */
  values?: unknown[][];
}

export const SUCCESS = new types.TStatus({ statusCode: types.TStatusCode.SUCCESS_STATUS });

export function typedMetadata({ columns, arrow }: TypedResult): types.TGetResultSetMetadataResp {
  const { ARROW_BASED_SET, COLUMN_BASED_SET } = types.TSparkRowSetType;
  return new types.TGetResultSetMetadataResp({
    status: SUCCESS,
    schema: new types.TTableSchema({
      columns: columns.map(({ name, type }, index) => {
        const primitiveEntry = new types.TPrimitiveTypeEntry({ type: types.TTypeId[type] });
        const typeDesc = new types.TTypeDesc({ types: [new types.TTypeEntry({ primitiveEntry })] });
        return new types.TColumnDesc({ columnName: name, position: index + 1, typeDesc });
      }),
    }),
    resultFormat: arrow ? ARROW_BASED_SET : COLUMN_BASED_SET,
    // The batches come with their schema.
    ...(arrow ? { arrowSchema: Buffer.alloc(0) } : {}),
    lz4Compressed: false,
    isStagingOperation: false,
  });
}

export function typedRowSet({ columns, rows, arrow, values = [] }: TypedResult): types.TRowSet {
  const head = { startRowOffset: new Int64(0), rows: [] };
  if (!arrow) {
    return new types.TRowSet({ ...head, columns: columns.map(({ type }, at) => columnOf(type, values[at] ?? [])) });
  }
  const batch = new types.TSparkArrowBatch({ batch: Buffer.from(arrow), rowCount: new Int64(rows) });
  return new types.TRowSet({ ...head, arrowBatches: [batch] });
}

function columnOf(type: TypeName, values: unknown[]): types.TColumn {
  const nulls = Buffer.alloc(Math.ceil(values.length / 8) || 1);
  for (const [index, value] of values.entries()) {
    if (value === null) nulls[index >> 3] = (nulls[index >> 3] ?? 0) | (1 << (index & 7));
  }
  const numbers = values.map((value) => Number(value ?? 0));
  switch (type) {
    case 'BOOLEAN_TYPE':
      return new types.TColumn({ boolVal: new types.TBoolColumn({ values: values.map(Boolean), nulls }) });
    case 'TINYINT_TYPE':
      return new types.TColumn({ byteVal: new types.TByteColumn({ values: numbers, nulls }) });
    case 'SMALLINT_TYPE':
      return new types.TColumn({ i16Val: new types.TI16Column({ values: numbers, nulls }) });
    case 'INT_TYPE':
      return new types.TColumn({ i32Val: new types.TI32Column({ values: numbers, nulls }) });
    case 'BIGINT_TYPE': {
      const longs = numbers.map((value) => new Int64(value));
      return new types.TColumn({ i64Val: new types.TI64Column({ values: longs, nulls }) });
    }
    case 'FLOAT_TYPE':
    case 'DOUBLE_TYPE':
      return new types.TColumn({ doubleVal: new types.TDoubleColumn({ values: numbers, nulls }) });
    case 'BINARY_TYPE': {
      const bytes = values.map((value) => Buffer.from((value as Uint8Array | null) ?? []));
      return new types.TColumn({ binaryVal: new types.TBinaryColumn({ values: bytes, nulls }) });
    }
    default: {
      const texts = values.map((value) => String(value ?? ''));
      return new types.TColumn({ stringVal: new types.TStringColumn({ values: texts, nulls }) });
    }
  }
}
