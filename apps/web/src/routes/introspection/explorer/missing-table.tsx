import RefreshIcon from '~icons/lucide/refresh-cw';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { useRefreshOfPage } from '../frame/refresh-context.ts';
import { t as common } from '../texts.ts';
import { t } from './texts.ts';

/** A link led to a table that the latest snapshot does not have: it may be newer than that, or gone. */
export function MissingTable(props: { name: string; outside: boolean }) {
  const refresh = useRefreshOfPage();
  const text = () => (props.outside ? t().outsideText(props.name) : t().missingText(props.name));
  return (
    <div class="mt-3">
      <EmptyState title={t().missing} text={text()}>
        <Button variant="primary" busy={refresh.isRunning()} onClick={() => void refresh.run()}>
          <RefreshIcon class="size-3.5" aria-hidden="true" />
          {common().refresh}
        </Button>
      </EmptyState>
    </div>
  );
}
