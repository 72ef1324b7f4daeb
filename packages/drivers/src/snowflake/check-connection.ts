import { diagnose } from '../diagnosis/diagnose.ts';
import { warningsOf } from '../diagnosis/warnings.ts';
import type { Driver } from '../driver.ts';
import { logIn } from './log-in.ts';
import { Session } from './session.ts';

/** Whether the account takes the login, and nothing else: a statement would wake the warehouse, and cost. */
export const checkConnection: NonNullable<Driver['check']> = (target, call) =>
  diagnose(call, async (walk) => {
    const { connection, door, settings } = await logIn(target, walk, call);
    using _ = new Session({ connection, door }, { walk, deadline: call.deadline, secrets: settings.secrets });
    return { warnings: warningsOf({ superuser: null, tls: walk.tls }) };
  });
