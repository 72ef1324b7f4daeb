import { Show } from 'solid-js';
import { Readable } from '../../components/access/readable.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan, useSession } from '../../lib/session.tsx';
import { useKnownHypervisor } from '../../lib/use-known-hypervisor.ts';
import { NewVmButton } from './new-vm-button.tsx';
import { NoHypervisor } from './no-hypervisor.tsx';
import { vmQueries } from './queries.ts';
import { t } from './texts.ts';
import { VmListing } from './vm-listing.tsx';

/** The machines of the tenant, where there is anything that they could run on. */
export default function VmsPage() {
  usePageTitle(() => t().page);
  const can = useCan();
  const session = useSession();
  const availability = useLiveQuery(() => ({
    ...vmQueries.available(),
    enabled: can('vm:read'),
    // What the session says is looked at again, and nobody waits for that.
    initialData: { available: session().me.hasHypervisor },
    initialDataUpdatedAt: 0,
  }));
  const hasHypervisor = () => availability.data?.available === true;
  useKnownHypervisor(hasHypervisor);
  return (
    <PageBody>
      <PageHead title={t().page} text={t().text}>
        {hasHypervisor() && <NewVmButton />}
      </PageHead>
      <Readable permission="vm:read" refusal={t().refusal}>
        <Show when={hasHypervisor()} fallback={<NoHypervisor />}>
          <VmListing />
        </Show>
      </Readable>
    </PageBody>
  );
}
