import RefreshIcon from '~icons/lucide/refresh-cw';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { useRefreshOfPage } from '../frame/refresh-context.ts';

/** A link led to a table that the latest snapshot does not have: it may be newer than that, or gone. */
export function MissingTable(props: { name: string; outside: boolean }) {
  const refresh = useRefreshOfPage();
  const text = () =>
    props.outside
      ? `The latest snapshot did not look at the schema of ${props.name}. A refresh of everything does.`
      : `${props.name} may be newer than the latest snapshot, or gone, or out of sight of this login. A refresh tells.`;
  return (
    <div class="mt-3">
      <EmptyState title="This table is not in the snapshot" text={text()}>
        <Button variant="primary" busy={refresh.isRunning()} onClick={() => void refresh.run()}>
          <RefreshIcon class="size-3.5" aria-hidden="true" />
          Refresh
        </Button>
      </EmptyState>
    </div>
  );
}
