import { Show } from 'solid-js';
import CloseIcon from '~icons/lucide/x';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Button } from '../../components/ui/button.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { AcknowledgeButton } from './acknowledge-button.tsx';
import { IncidentDetails } from './incident-details.tsx';
import { IncidentStatusChip } from './incident-status.tsx';
import { incidentTitle } from './incident-text.ts';
import { incidentQueries } from './queries.ts';
import { t } from './texts.ts';
import { titleId } from './title-id.ts';

/** The incident of the address, where it is not among those of the page that is shown. */
export function LinkedIncident(props: { id: string; onClose(): void }) {
  const found = useLiveQuery(() => incidentQueries.one(props.id));
  return (
    <>
      <Show when={found.isError}>
        <FailurePanel
          class="mt-4"
          title={t().notLoaded}
          failure={toFailure(found.error)}
          onRetry={() => void found.refetch()}
        />
      </Show>
      <Show when={found.data}>
        {(incident) => (
          <section aria-label={t().linked} class="mt-4 rounded-lg border border-line bg-surface p-4">
            <div class="flex flex-wrap items-center gap-2">
              <h2 id={titleId(props.id)} tabindex="-1" class="wrap-anywhere min-w-0 flex-1 basis-48 font-medium">
                {incidentTitle(incident())}
              </h2>
              <IncidentStatusChip status={incident().status} />
              <AcknowledgeButton incident={incident()} />
              <Button size="icon" variant="ghost" aria-label={t().closeLinked} onClick={() => props.onClose()}>
                <CloseIcon class="size-4" aria-hidden="true" />
              </Button>
            </div>
            <IncidentDetails incident={incident()} />
          </section>
        )}
      </Show>
    </>
  );
}
