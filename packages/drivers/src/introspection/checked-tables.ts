import { MeasuredTable } from '@portolan/contract';
import { StageFailure } from '../diagnosis/stage-failure.ts';
import { compileCheck } from './compile-check.ts';

const isTable = compileCheck(MeasuredTable) as (table: unknown) => table is MeasuredTable;

/** Tables as a server told them, looked at before they are believed. Fails QUERY_FAILED. */
export function checkedTables(tables: unknown[]): MeasuredTable[] {
  if (tables.every(isTable)) return tables;
  throw strangeCatalogue();
}

/** The server answers queries and yet its catalogue cannot be read. */
export function strangeCatalogue(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The catalogue of the server answered something that makes no sense',
    'Check with the owner of the connection what server and which version this is',
    'query',
  );
}
