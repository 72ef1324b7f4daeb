import type { TestResult } from '@portolan/contract';
import { diagnose } from '../diagnosis/diagnose.ts';
import { warningsOf } from '../diagnosis/warnings.ts';
import type { ConnectionTarget, DriverCall } from '../driver.ts';
import { openSession } from './open-session.ts';
import { readPrivileges } from './privileges.ts';

const SUPERUSER = 'This login is a sysadmin: ask the DBA for one that may only read what this connection is for';

/** Walks all stages and hangs up. */
export function diagnoseConnection(target: ConnectionTarget, call: DriverCall): Promise<TestResult> {
  return diagnose(call, async (walk) => {
    using session = await openSession(target, walk, call);
    walk.enter('privileges');
    const privileges = await readPrivileges(session);
    walk.note(privileges.summary);
    // A login packet that alone was encrypted is no encrypted connection.
    const tls = session.encrypted ? walk.tls : undefined;
    const warnings = warningsOf({ superuser: privileges.superuser ? SUPERUSER : null, tls });
    return { serverVersion: session.serverVersion, privileges, warnings };
  });
}
