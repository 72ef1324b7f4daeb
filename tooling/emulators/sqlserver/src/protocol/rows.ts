import { byte, byteString, ucs2, uint16, uint32 } from './bytes.ts';
import { MORE_CODECS, type MoreTypes } from './more-codecs.ts';
import { COLLATION } from './tokens.ts';
import { counted, fixed, NO_LENGTH, PARTIAL_NULL, partial, SHORT_NULL, type TypeCodec } from './type-codec.ts';

/** The types in which the emulator answers. */
export type ColumnType = 'int' | 'bigint' | 'bit' | 'float' | 'nvarchar' | 'nvarchar(max)' | 'varbinary' | MoreTypes;

export interface ResultColumn {
  name: string;
  type: ColumnType;
}

/** Rows may be made while they are sent: a large result needs no memory. */
export interface ResultSet {
  columns: ResultColumn[];
  rows: Iterable<readonly unknown[]>;
}

/** TYPE_INFO and the values of each type, [MS-TDS] 2.2.5.4 and 2.2.5.5. */
const CODECS: Record<ColumnType, TypeCodec> = {
  ...MORE_CODECS,
  int: {
    info: byte(0x26, 4),
    null: NO_LENGTH,
    write: (value) => fixed(4, (bytes) => bytes.writeInt32LE(Number(value), 1)),
  },
  bigint: {
    info: byte(0x26, 8),
    null: NO_LENGTH,
    write: (value) => fixed(8, (bytes) => bytes.writeBigInt64LE(BigInt(value as bigint), 1)),
  },
  bit: {
    info: byte(0x68, 1),
    null: NO_LENGTH,
    write: (value) => byte(1, Number(value) === 0 ? 0 : 1),
  },
  float: {
    info: byte(0x6d, 8),
    null: NO_LENGTH,
    write: (value) => fixed(8, (bytes) => bytes.writeDoubleLE(Number(value), 1)),
  },
  nvarchar: {
    info: Buffer.concat([byte(0xe7), uint16(8000), COLLATION]),
    null: SHORT_NULL,
    write: (value) => counted(ucs2(String(value))),
  },
  'nvarchar(max)': {
    info: Buffer.concat([byte(0xe7), uint16(0xffff), COLLATION]),
    null: PARTIAL_NULL,
    write: (value) => partial(ucs2(String(value))),
  },
  varbinary: {
    info: Buffer.concat([byte(0xa5), uint16(8000)]),
    null: SHORT_NULL,
    write: (value) => counted(Buffer.from(value as Uint8Array)),
  },
};

const NULLABLE = 0x09;

export function columnMetadata(columns: readonly ResultColumn[]): Buffer {
  const described = columns.flatMap(({ name, type }) => [
    uint32(0),
    uint16(NULLABLE),
    CODECS[type].info,
    byteString(name),
  ]);
  return Buffer.concat([byte(0x81), uint16(columns.length), ...described]);
}

export function row(columns: readonly ResultColumn[], values: readonly unknown[]): Buffer {
  const written = columns.map(({ type }, index) => {
    const value = values[index] ?? null;
    return value === null ? CODECS[type].null : CODECS[type].write(value);
  });
  return Buffer.concat([byte(0xd1), ...written]);
}
