import type { TestResult } from '@portolan/contract';
import { diagnose } from '../diagnosis/diagnose.ts';
import { warningsOf } from '../diagnosis/warnings.ts';
import type { ConnectionTarget, DriverCall } from '../driver.ts';
import { openSession } from './open-session.ts';
import { readPrivileges } from './privileges.ts';

const SUPERUSER = 'This login administers the account (ACCOUNTADMIN): ask for a role that may only read what is needed';

/** Walks all stages and hangs up. */
export function diagnoseConnection(target: ConnectionTarget, call: DriverCall): Promise<TestResult> {
  return diagnose(call, async (walk) => {
    using opened = await openSession(target, walk, call);
    walk.enter('privileges');
    const privileges = await readPrivileges(opened);
    walk.note(privileges.summary);
    const warnings = warningsOf({ superuser: privileges.superuser ? SUPERUSER : null, tls: walk.tls });
    return { serverVersion: opened.serverVersion, privileges, warnings };
  });
}
