import { Show } from 'solid-js';
import { Readable } from '../../components/access/readable.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { usePageTitle } from '../../lib/page-title.ts';
import { useCan } from '../../lib/session.tsx';
import { AuditLogView } from './audit-log-view.tsx';
import { tenantLog } from './audit-logs.ts';
import { t } from './texts.ts';

/** The log of the tenant at hand; who may not read it is told what is missing, and whom to ask. */
export default function AuditPage() {
  const can = useCan();
  usePageTitle(() => t().title);
  return (
    <Show
      when={can('audit:read')}
      fallback={
        <PageBody>
          <PageHead title={t().title} text={t().text} />
          <Readable permission="audit:read" refusal={t().refusal}>
            {null}
          </Readable>
        </PageBody>
      }
    >
      <AuditLogView log={tenantLog} mayRead={true} />
    </Show>
  );
}
