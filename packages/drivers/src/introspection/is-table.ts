import { MeasuredTable } from '@portolan/contract';
import { compileCheck } from './compile-check.ts';
import { isClean } from './wash-text.ts';

type Check = (table: unknown) => table is MeasuredTable;

/** Looks at its shape alone. */
export const isTable = compileCheck(MeasuredTable) as Check;
/** Whose texts are as the server has them, too. */
export const isCleanTable = compileCheck(MeasuredTable, isClean) as Check;
/** Whose texts PostgreSQL has a place for: U+FFFD may stand for what it has none for. */
export const isKeptTable = compileCheck(MeasuredTable, (text) => text.isWellFormed() && !text.includes('\0')) as Check;
