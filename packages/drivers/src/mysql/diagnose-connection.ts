import type { TestResult } from '@portolan/contract';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { ConnectionTarget, DriverCall } from '../driver.ts';
import { openSession } from './open-session.ts';
import { readPrivileges } from './privileges.ts';

const SUPERUSER = 'This login is a superuser: ask the DBA for one that may only read what this connection is for';

/** Walks all stages and hangs up. */
export function diagnoseConnection(target: ConnectionTarget, call: DriverCall): Promise<TestResult> {
  return diagnose(call, async (walk) => {
    using session = await openSession(target, walk, call);
    walk.enter('privileges');
    const privileges = await readPrivileges(session);
    walk.note(privileges.summary);
    const warnings: string[] = [];
    if (privileges.superuser) warnings.push(SUPERUSER);
    if (!walk.tls) warnings.push('The connection is not encrypted: everything but the password travels in the open');
    else if (!walk.tls.verified) warnings.push('The certificate of the server is not verified');
    return { serverVersion: session.flavour.name, privileges, warnings };
  });
}
