import { useNavigate, useParams } from '@solidjs/router';
import { createSignal, Match, Show, Suspense, Switch } from 'solid-js';
import { Readable } from '../../../components/access/readable.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { PageBody } from '../../../components/page-head.tsx';
import { inTenant } from '../../../lib/addresses.ts';
import { toFailure } from '../../../lib/app-error.ts';
import { usePageTitle } from '../../../lib/page-title.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { useCan } from '../../../lib/session.tsx';
import { vmQueries } from '../queries.ts';
import { t as list } from '../texts.ts';
import { useLiveVms } from '../use-live-vms.ts';
import { useVmVerbs } from '../use-vm-verbs.ts';
import { VmDialogs } from '../vm-dialogs.tsx';
import { LogViewer } from './log-viewer.tsx';
import { t } from './texts.ts';
import { VmFacts } from './vm-facts.tsx';
import { VmHead } from './vm-head.tsx';

/** One machine as it becomes, with its log. */
export default function VmPage() {
  const params = useParams<{ id: string }>();
  return (
    <PageBody>
      <Show when={params.id} keyed>
        {(id) => (
          <Readable permission="vm:read" refusal={list().refusal}>
            <Machine id={id} />
          </Readable>
        )}
      </Show>
    </PageBody>
  );
}

function Machine(props: { id: string }) {
  const can = useCan();
  const navigate = useNavigate();
  const verbs = useVmVerbs();
  const [isGone, setGone] = createSignal(false);
  const found = useLiveQuery(() => ({ ...vmQueries.one(props.id), enabled: can('vm:read') }));
  usePageTitle(() => found.data?.name ?? t().page);
  useLiveVms(() => found.data !== undefined, {
    onNews: (news) => news.type === 'removed' && news.id === props.id && setGone(true),
  });
  return (
    <>
      <Switch fallback={<div class="skeleton h-40" role="status" aria-label={t().loading} />}>
        <Match when={isGone()}>
          <h1 class="sr-only">{t().page}</h1>
          <EmptyState title={t().gone} text={t().goneText} />
        </Match>
        <Match when={found.isError && !found.data}>
          <FailurePanel
            title={t().failed}
            heading={1}
            failure={toFailure(found.error)}
            onRetry={() => void found.refetch()}
          />
        </Match>
        <Match when={found.data}>
          {(vm) => (
            <>
              <VmHead vm={vm()} verbs={verbs} />
              <VmFacts vm={vm()} />
              <section class="mt-5">
                <Readable permission="vm:read_logs" refusal={t().logRefusal}>
                  <LogViewer vm={vm()} />
                </Readable>
              </section>
            </>
          )}
        </Match>
      </Switch>
      <Suspense>
        <VmDialogs verbs={verbs} onDeleted={() => navigate(inTenant('/vms'))} />
      </Suspense>
    </>
  );
}
