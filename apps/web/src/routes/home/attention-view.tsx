import type { HealthAttention, HealthNews } from '@portolan/contract';
import { Show } from 'solid-js';
import { cx } from '../../lib/cx.ts';
import { AilingList } from './ailing-list.tsx';
import { CalmCard } from './calm-card.tsx';
import { countLesser, isCalm } from './headline.ts';
import { HealthCounts } from './health-counts.tsx';
import { LesserCards } from './lesser-cards.tsx';
import { OpenIncidents } from './open-incidents.tsx';

interface AttentionViewProps {
  news: HealthNews;
  attention: HealthAttention;
}

/** The worst first; what can wait stands beside it, or below on a narrow screen. */
export function AttentionView(props: AttentionViewProps) {
  const hasLesser = () => countLesser(props.attention) > 0;
  return (
    <>
      <Show when={!isCalm(props.news)}>
        <HealthCounts summary={props.news.summary} checks={props.attention.checks} />
      </Show>
      <div class={cx('mt-4 grid items-start gap-4', hasLesser() && 'xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]')}>
        <div class="flex min-w-0 flex-col gap-4">
          <Show
            when={!isCalm(props.news)}
            fallback={<CalmCard summary={props.news.summary} checks={props.attention.checks} />}
          >
            <Show when={props.news.openIncidents > 0}>
              <OpenIncidents incidents={props.news.incidents} total={props.news.openIncidents} />
            </Show>
            <Show when={props.news.summary.ailing.length > 0}>
              <AilingList summary={props.news.summary} />
            </Show>
          </Show>
        </div>
        <Show when={hasLesser()}>
          <LesserCards attention={props.attention} />
        </Show>
      </div>
    </>
  );
}
