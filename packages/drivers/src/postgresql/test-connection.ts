import type { TestResult } from '@portolan/contract';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { ConnectionTarget } from '../driver.ts';
import type { CallContext } from '../target-driver.ts';
import { openSession } from './open-session.ts';
import { describePrivileges } from './privileges.ts';

/** Walks all stages and hangs up. */
export function testConnection(target: ConnectionTarget, context: CallContext): Promise<TestResult> {
  return diagnose(async (walk) => {
    using session = await openSession(target, walk, context);
    walk.enter('privileges');
    walk.note(await describePrivileges(session));
    return { serverVersion: session.serverVersion };
  });
}
