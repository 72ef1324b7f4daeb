/** name, system_type_id, max_length in bytes, precision, scale: as sys.types has them. */
const TYPES: readonly [name: string, id: number, length: number, precision: number, scale: number][] = [
  ['image', 34, 16, 0, 0],
  ['text', 35, 16, 0, 0],
  ['uniqueidentifier', 36, 16, 0, 0],
  ['date', 40, 3, 10, 0],
  ['time', 41, 5, 16, 7],
  ['datetime2', 42, 8, 27, 7],
  ['datetimeoffset', 43, 10, 34, 7],
  ['tinyint', 48, 1, 3, 0],
  ['smallint', 52, 2, 5, 0],
  ['int', 56, 4, 10, 0],
  ['smalldatetime', 58, 4, 16, 0],
  ['real', 59, 4, 24, 0],
  ['money', 60, 8, 19, 4],
  ['datetime', 61, 8, 23, 3],
  ['float', 62, 8, 53, 0],
  ['sql_variant', 98, 8016, 0, 0],
  ['ntext', 99, 16, 0, 0],
  ['bit', 104, 1, 1, 0],
  ['decimal', 106, 17, 38, 38],
  ['numeric', 108, 17, 38, 38],
  ['smallmoney', 122, 4, 10, 4],
  ['bigint', 127, 8, 19, 0],
  ['varbinary', 165, 8000, 0, 0],
  ['varchar', 167, 8000, 0, 0],
  ['binary', 173, 8000, 0, 0],
  ['char', 175, 8000, 0, 0],
  ['timestamp', 189, 8, 0, 0],
  ['nvarchar', 231, 8000, 0, 0],
  ['nchar', 239, 8000, 0, 0],
  ['xml', 241, -1, 0, 0],
];

export interface TypeRow {
  name: string;
  systemId: number;
  userId: number;
  maxLength: number;
  precision: number;
  scale: number;
}

/** CLR types share one system type and differ by their user type only. */
const CLR: readonly [name: string, userId: number, length: number][] = [
  ['hierarchyid', 128, 892],
  ['geometry', 129, -1],
  ['geography', 130, -1],
];

export const SYSTEM_TYPES: readonly TypeRow[] = [
  ...TYPES.map(([name, id, maxLength, precision, scale]) => ({
    name,
    systemId: id,
    userId: id,
    maxLength,
    precision,
    scale,
  })),
  ...CLR.map(([name, userId, maxLength]) => ({ name, systemId: 240, userId, maxLength, precision: 0, scale: 0 })),
  // An alias that comes with the system.
  { name: 'sysname', systemId: 231, userId: 256, maxLength: 256, precision: 0, scale: 0 },
];

const WIDE = new Set(['nvarchar', 'nchar']);
const SIZED = new Set(['varbinary', 'varchar', 'binary', 'char', 'nvarchar', 'nchar']);
/** Precision and length of the types whose only parameter is a scale, at scale 0. */
const TIMES: Record<string, number> = { time: 8, datetime2: 19, datetimeoffset: 26 };

/** A type as T-SQL writes it, `decimal(10,2)`, as the catalogue keeps it. */
export function typeRow(written: string): TypeRow {
  const [, name = '', first, second] = /^(\w+)(?:\((max|\d+)(?:,(\d+))?\))?$/.exec(written) ?? [];
  const base = SYSTEM_TYPES.find((one) => one.name === (name === 'rowversion' ? 'timestamp' : name));
  if (!base) throw new Error(`the emulator knows no type ${written}`);
  if (first === undefined) return SIZED.has(name) ? { ...base, maxLength: WIDE.has(name) ? 2 : 1 } : base;
  if (SIZED.has(name)) {
    return { ...base, maxLength: first === 'max' ? -1 : Number(first) * (WIDE.has(name) ? 2 : 1) };
  }
  if (name === 'decimal' || name === 'numeric') {
    return { ...base, precision: Number(first), scale: Number(second ?? 0) };
  }
  if (name === 'float') return { ...base, precision: Number(first) };
  const scale = Number(first);
  return { ...base, scale, precision: (TIMES[name] ?? 0) + (scale > 0 ? scale + 1 : 0) };
}
