import { MeasuredTable } from '@portolan/contract';
import { StageFailure } from '../diagnosis/stage-failure.ts';

/** Tables as a server told them, looked at before they are believed. Fails QUERY_FAILED. */
export function checkedTables(tables: unknown[]): MeasuredTable[] {
  return tables.map((table) => {
    const checked = MeasuredTable.safeParse(table);
    if (checked.success) return checked.data;
    throw strangeCatalogue();
  });
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
