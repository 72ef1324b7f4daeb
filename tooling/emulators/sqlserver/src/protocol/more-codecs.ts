import { byte, byteString, shortString, ucs2, uint16, uint32 } from './bytes.ts';
import { COLLATION } from './tokens.ts';
import { counted, fixed, NO_LENGTH, PARTIAL_NULL, partial, SHORT_NULL, type TypeCodec } from './type-codec.ts';

const DAY_MS = 86_400_000;
const DAYS_TO_1900 = 25_567;
const DAYS_TO_1970 = 719_162;
/** Of every decimal that the emulator sends. */
const SCALE = 4;

const integer = (length: number): TypeCodec => ({
  info: byte(0x26, length),
  null: NO_LENGTH,
  write: (value) => fixed(length, (bytes) => bytes.writeIntLE(Number(value), 1, length)),
});
/** Ten-thousandths; of the longer one the upper half comes first. */
const money = (length: number): TypeCodec => ({
  info: byte(0x6e, length),
  null: NO_LENGTH,
  write: (value) =>
    fixed(length, (bytes) => {
      const units = BigInt(value as bigint);
      if (length === 4) bytes.writeInt32LE(Number(units), 1);
      else bytes.writeInt32LE(Number(units >> 32n), 1);
      if (length === 8) bytes.writeUInt32LE(Number(units & 0xffffffffn), 5);
    }),
});
/** A sign and the digits without their point. */
const decimal = (token: number): TypeCodec => ({
  info: byte(token, 17, 38, SCALE),
  null: NO_LENGTH,
  write: (value) =>
    fixed(17, (bytes) => {
      const units = BigInt(value as bigint);
      const digits = units < 0n ? -units : units;
      bytes[1] = units < 0n ? 0 : 1;
      bytes.writeBigUInt64LE(digits & 0xffffffffffffffffn, 2);
      bytes.writeBigUInt64LE(digits >> 64n, 10);
    }),
});

const at = (value: unknown) => (value as Date).getTime();
const daysOf = (value: unknown) => Math.floor(at(value) / DAY_MS);
const ticksOf = (value: unknown) => (at(value) - daysOf(value) * DAY_MS) * 10_000;
const date = (value: unknown, bytes: Buffer, offset: number) =>
  bytes.writeUIntLE(daysOf(value) + DAYS_TO_1970, offset, 3);
const time = (value: unknown, bytes: Buffer) => bytes.writeUIntLE(ticksOf(value), 1, 5);

const text = (token: number, write: (value: string) => Buffer): TypeCodec => ({
  info: Buffer.concat([byte(token), uint16(8000), COLLATION]),
  null: SHORT_NULL,
  write: (value) => counted(write(String(value))),
});
const latin = (value: string) => Buffer.from(value, 'latin1');

/** The old types of any length: a pointer, a stamp, and the length in four bytes. */
const old = (token: number, collation: Buffer, write: (value: unknown) => Buffer): TypeCodec => ({
  info: Buffer.concat([byte(token), uint32(0x7fffffff), collation, byte(1), shortString('t')]),
  null: NO_LENGTH,
  write: (value) => {
    const bytes = write(value);
    return Buffer.concat([byte(16), Buffer.alloc(24), uint32(bytes.length), bytes]);
  },
});
const udt = (name: string): TypeCodec => ({
  info: Buffer.concat([byte(0xf0), uint16(0xffff), ...['', 'sys', name].map(byteString), shortString('Types')]),
  null: PARTIAL_NULL,
  write: (value) => partial(Buffer.from(value as Uint8Array)),
});

/** The types that the catalogue does not need: numbers as units of their last digit, times as dates. */
export const MORE_CODECS = {
  tinyint: {
    info: byte(0x26, 1),
    null: NO_LENGTH,
    write: (value) => byte(1, Number(value)),
  },
  smallint: integer(2),
  real: {
    info: byte(0x6d, 4),
    null: NO_LENGTH,
    write: (value) => fixed(4, (bytes) => bytes.writeFloatLE(Number(value), 1)),
  },
  money: money(8),
  smallmoney: money(4),
  decimal: decimal(0x6a),
  numeric: decimal(0x6c),
  date: { info: byte(0x28), null: NO_LENGTH, write: (value) => fixed(3, (bytes) => date(value, bytes, 1)) },
  time: { info: byte(0x29, 7), null: NO_LENGTH, write: (value) => fixed(5, (bytes) => time(value, bytes)) },
  datetime2: {
    info: byte(0x2a, 7),
    null: NO_LENGTH,
    write: (value) =>
      fixed(8, (bytes) => {
        time(value, bytes);
        date(value, bytes, 6);
      }),
  },
  datetimeoffset: {
    info: byte(0x2b, 7),
    null: NO_LENGTH,
    write: (value) =>
      fixed(10, (bytes) => {
        time(value, bytes);
        date(value, bytes, 6);
        bytes.writeInt16LE(120, 9);
      }),
  },
  datetime: {
    info: byte(0x6f, 8),
    null: NO_LENGTH,
    write: (value) =>
      fixed(8, (bytes) => {
        bytes.writeInt32LE(daysOf(value) + DAYS_TO_1900, 1);
        bytes.writeInt32LE(Math.round((ticksOf(value) / 10_000) * 0.3), 5);
      }),
  },
  smalldatetime: {
    info: byte(0x6f, 4),
    null: NO_LENGTH,
    write: (value) =>
      fixed(4, (bytes) => {
        bytes.writeUInt16LE(daysOf(value) + DAYS_TO_1900, 1);
        bytes.writeUInt16LE(Math.floor(ticksOf(value) / 600_000_000), 3);
      }),
  },
  uniqueidentifier: {
    info: byte(0x24, 16),
    null: NO_LENGTH,
    write: (value) => Buffer.concat([byte(16), Buffer.from(value as Uint8Array)]),
  },
  char: text(0xaf, latin),
  varchar: text(0xa7, latin),
  nchar: text(0xef, ucs2),
  binary: {
    info: Buffer.concat([byte(0xad), uint16(8000)]),
    null: SHORT_NULL,
    write: (value) => counted(Buffer.from(value as Uint8Array)),
  },
  'varbinary(max)': {
    info: Buffer.concat([byte(0xa5), uint16(0xffff)]),
    null: PARTIAL_NULL,
    write: (value) => partial(Buffer.from(value as Uint8Array)),
  },
  'varchar(max)': {
    info: Buffer.concat([byte(0xa7), uint16(0xffff), COLLATION]),
    null: PARTIAL_NULL,
    write: (value) => partial(latin(String(value))),
  },
  text: old(0x23, COLLATION, (value) => latin(String(value))),
  ntext: old(0x63, COLLATION, (value) => ucs2(String(value))),
  image: old(0x22, Buffer.alloc(0), (value) => Buffer.from(value as Uint8Array)),
  xml: { info: byte(0xf1, 0), null: PARTIAL_NULL, write: (value) => partial(ucs2(String(value))) },
  /** The token of the type inside, how much describes it, that, and its bytes. */
  sql_variant: {
    info: Buffer.concat([byte(0x62), uint32(8009)]),
    null: uint32(0),
    write: (value) => Buffer.concat([uint32((value as Uint8Array).length), Buffer.from(value as Uint8Array)]),
  },
  hierarchyid: udt('hierarchyid'),
  geometry: udt('geometry'),
  geography: udt('geography'),
} satisfies Record<string, TypeCodec>;
export type MoreTypes = keyof typeof MORE_CODECS;
