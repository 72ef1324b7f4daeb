import { StageFailure } from '../stages/stage-failure.ts';
import type { Session } from './session.ts';

/** Whether a warehouse has yet to start. Not known is taken for no. */
export async function isAsleep(session: Session, warehouse: string): Promise<boolean> {
  // A pattern cannot be a bind value; what it matches too much is left out below.
  const pattern = warehouse.replaceAll('\\', '\\\\').replaceAll("'", "''");
  try {
    const rows = await session.query<Record<string, unknown>>(`SHOW WAREHOUSES LIKE '${pattern}'`);
    const state = rows.find((row) => row.name === warehouse)?.state;
    return typeof state === 'string' && state !== 'STARTED';
  } catch (error) {
    if (error instanceof StageFailure && error.code === 'QUERY_FAILED') return false;
    if (error instanceof StageFailure && error.code === 'PERMISSION_DENIED') return false;
    throw error;
  }
}
