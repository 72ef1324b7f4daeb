import type { PrivilegeReport } from '@portolan/contract';
import type { ConnectionTarget, Driver, DriverCall } from '../driver.ts';
import type { StageWalk } from '../stages/stage-walk.ts';
import { diagnose } from './diagnose.ts';
import { warningsOf } from './warnings.ts';

interface Steps<Session> {
  /** Walks from `config` to `query`. */
  openSession(target: ConnectionTarget, walk: StageWalk, call: DriverCall): Promise<Session>;
  readPrivileges(session: Session): Promise<PrivilegeReport>;
  /** What to say of a login that may do everything. */
  superuser: string;
}

/** A connection test: walks all stages and hangs up. */
export function diagnoseSession<Session extends Disposable & { serverVersion: string }>({
  openSession,
  readPrivileges,
  superuser,
}: Steps<Session>): Driver['diagnose'] {
  return (target, call) =>
    diagnose(call, async (walk) => {
      using session = await openSession(target, walk, call);
      walk.enter('privileges');
      const privileges = await readPrivileges(session);
      walk.note(privileges.summary);
      const warnings = warningsOf({ superuser: privileges.superuser ? superuser : null, tls: walk.tls });
      return { serverVersion: session.serverVersion, privileges, warnings };
    });
}
