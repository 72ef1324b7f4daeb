import { Show } from 'solid-js';
import { NotFoundPage } from '../../components/not-found-page.tsx';
import { useSession } from '../../lib/session.tsx';
import { AuditLogView } from './audit-log-view.tsx';
import { installationLog } from './audit-logs.ts';

/** What happened above all tenants, for operators; for anybody else there is no such page. */
export default function InstallationLogPage() {
  const session = useSession();
  return (
    <Show when={session().me.isOperator} fallback={<NotFoundPage />}>
      <AuditLogView log={installationLog} mayRead={true} />
    </Show>
  );
}
