import { useQueryClient } from '@tanstack/solid-query';
import { createMemo, Match, Show, Suspense, Switch } from 'solid-js';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { later } from '../../components/later.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { useHealthNews, useLiveHealth } from '../../lib/live-health.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { AttentionView } from './attention-view.tsx';
import { headlineOf } from './headline.ts';
import { HomeSkeleton } from './home-skeleton.tsx';
import { homeQueries } from './queries.ts';
import { t } from './texts.ts';

const FirstSteps = later(async () => ({ default: (await import('./first-steps.tsx')).FirstSteps }));

/** What needs attention in the tenant at hand, as it happens. */
export default function HomePage() {
  usePageTitle(() => t().page);
  const queries = useQueryClient();
  const health = useLiveHealth();
  const attention = useLiveQuery(homeQueries.attention);
  useHealthNews(() => void queries.invalidateQueries({ queryKey: homeQueries.attention().queryKey }));
  const both = createMemo(() => {
    const [news, rest] = [health(), attention.data];
    return news && rest ? { news, rest } : undefined;
  });
  const headline = () => {
    const known = both();
    return known && known.rest.checks.total > 0 ? headlineOf(known.news, known.rest) : t().text;
  };
  return (
    <PageBody>
      <PageHead title={t().page} text={<span role="status">{headline()}</span>} />
      <Switch fallback={<HomeSkeleton />}>
        <Match when={attention.isError && !attention.data}>
          <FailurePanel
            class="mt-4"
            title={t().notLoaded}
            failure={toFailure(attention.error)}
            onRetry={() => void attention.refetch()}
          />
        </Match>
        <Match when={both()}>
          {(known) => (
            <Show
              when={known().rest.checks.total > 0}
              fallback={
                <Suspense>
                  <FirstSteps attention={known().rest} />
                </Suspense>
              }
            >
              <AttentionView news={known().news} attention={known().rest} />
            </Show>
          )}
        </Match>
      </Switch>
    </PageBody>
  );
}
