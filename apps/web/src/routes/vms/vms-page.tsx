import { Match, Switch } from 'solid-js';
import { Readable } from '../../components/access/readable.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { NewVmButton } from './new-vm-button.tsx';
import { NoHypervisor } from './no-hypervisor.tsx';
import { vmQueries } from './queries.ts';
import { t } from './texts.ts';
import { VmListing } from './vm-listing.tsx';

/** The machines of the tenant, where there is anything that they could run on. */
export default function VmsPage() {
  usePageTitle(() => t().page);
  const can = useCan();
  const availability = useLiveQuery(() => ({ ...vmQueries.available(), enabled: can('vm:read') }));
  const hasHypervisor = () => availability.data?.available;
  return (
    <PageBody>
      <PageHead title={t().page} text={t().text}>
        {hasHypervisor() && <NewVmButton />}
      </PageHead>
      <Readable permission="vm:read" refusal={t().refusal}>
        <Switch fallback={<VmListing isReady={hasHypervisor() === true} />}>
          <Match when={availability.isError && !availability.data}>
            <FailurePanel
              class="mt-4"
              title={t().availabilityFailed}
              failure={toFailure(availability.error)}
              onRetry={() => void availability.refetch()}
            />
          </Match>
          <Match when={hasHypervisor() === false}>
            <NoHypervisor />
          </Match>
        </Switch>
      </Readable>
    </PageBody>
  );
}
