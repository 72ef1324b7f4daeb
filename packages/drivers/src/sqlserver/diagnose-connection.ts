import type { TestResult } from '@portolan/contract';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { ConnectionTarget, DriverCall } from '../driver.ts';
import { openSession } from './open-session.ts';
import { readPrivileges } from './privileges.ts';

/** Walks all stages and hangs up. */
export function diagnoseConnection(target: ConnectionTarget, call: DriverCall): Promise<TestResult> {
  return diagnose(call, async (walk) => {
    using session = await openSession(target, walk, call);
    walk.enter('privileges');
    const privileges = await readPrivileges(session);
    walk.note(privileges.summary);
    const warnings = warningsOf(privileges.superuser, session.encrypted, walk.tls?.verified ?? true);
    return { serverVersion: session.serverVersion, privileges, warnings };
  });
}

function warningsOf(superuser: boolean, encrypted: boolean, verified: boolean): string[] {
  return [
    superuser && 'This login is a sysadmin: ask the DBA for one that may only read what this connection is for',
    !encrypted && 'The session is not encrypted: whoever is on the way can read and change what is sent',
    !verified && 'The certificate of the server is not verified: another server could pass for it',
  ].filter((warning) => warning !== false);
}
