import { OperatorsOnly } from '../../components/operators-only.tsx';
import { AuditLogView } from './audit-log-view.tsx';
import { installationLog } from './audit-logs.ts';

/** What happened above all tenants, for operators; for anybody else there is no such page. */
export default function InstallationLogPage() {
  return (
    <OperatorsOnly>
      <AuditLogView log={installationLog} mayRead={true} />
    </OperatorsOnly>
  );
}
