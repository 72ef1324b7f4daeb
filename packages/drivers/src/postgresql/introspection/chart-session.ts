import { chart } from '../../diagnosis/diagnose.ts';
import type { ConnectionTarget } from '../../driver.ts';
import type { CallContext } from '../../target-driver.ts';
import { openSession } from '../open-session.ts';
import { type Session, strangeAnswer } from '../session.ts';

/**
 * Names in the catalogue queries mean pg_catalog's objects, whatever a user has put into other schemas, and what the
 * server prints (types, defaults, index expressions) does not depend on the settings of the login. `extra_float_digits`
 * and the styles decide how constants inside default expressions are written.
 */
const PREPARE = `
  set local search_path = pg_catalog, pg_temp;
  set local quote_all_identifiers = off;
  set local datestyle = 'ISO, MDY';
  set local intervalstyle = postgres;
  set local extra_float_digits = 1;
  set local jit = off`;

/** What a contract schema can do for an answer. */
interface Shape<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/** Runs the catalogue queries of one charting call. The answer is checked: a stranger may have made it up. */
export function chartSession<T>(
  target: ConnectionTarget,
  context: CallContext,
  shape: Shape<T>,
  read: (session: Session) => Promise<T>,
): Promise<T> {
  return chart(async (walk) => {
    using session = await openSession(target, walk, context);
    await session.execute(PREPARE);
    const checked = shape.safeParse(await read(session));
    if (!checked.success) throw strangeAnswer();
    return checked.data;
  });
}
