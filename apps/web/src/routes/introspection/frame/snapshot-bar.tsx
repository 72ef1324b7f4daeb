import type { SnapshotRef } from '@portolan/contract';
import { A } from '@solidjs/router';
import { Match, Show, Switch } from 'solid-js';
import OkIcon from '~icons/lucide/circle-check';
import RefreshIcon from '~icons/lucide/refresh-cw';
import BadIcon from '~icons/lucide/triangle-alert';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { snapshotsHref } from '../links.ts';
import { scopeText } from '../scope-text.ts';
import { t } from '../texts.ts';
import { RefreshProgressBar } from './refresh-progress-bar.tsx';
import type { Outcome, Refresh } from './use-refresh.ts';

interface SnapshotBarProps {
  connectionId: string;
  /** Undefined while it is not known. */
  snapshot: SnapshotRef | undefined;
  refresh: Refresh;
}

/** How old what is shown is, and the way to read the database anew. */
export function SnapshotBar(props: SnapshotBarProps) {
  return (
    <div class="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-fg-3 text-xs">
      <Show when={!props.refresh.isRunning()} fallback={<RefreshProgressBar progress={props.refresh.progress()} />}>
        <span role="status" class="flex flex-wrap items-center gap-x-3 gap-y-1 empty:hidden">
          <Show when={props.refresh.outcome()}>
            {(outcome) => <OutcomeNote outcome={outcome()} connectionId={props.connectionId} />}
          </Show>
        </span>
        <Show when={props.snapshot !== undefined}>
          <Show when={props.snapshot} fallback={<span>{t().live}</span>}>
            {(snapshot) => (
              <span class="wrap-anywhere">
                {t().snapshot} <RelativeTime at={snapshot().takenAt} />
                <Show when={scopeText(snapshot().scope)}>{(text) => <> {t().ofScope(text())}</>}</Show>
              </span>
            )}
          </Show>
        </Show>
      </Show>
      <Button size="sm" busy={props.refresh.isRunning()} onClick={() => void props.refresh.run()}>
        <Show when={!props.refresh.isRunning()}>
          <RefreshIcon class="size-3.5" aria-hidden="true" />
        </Show>
        {t().refresh}
      </Button>
    </div>
  );
}

function OutcomeNote(props: { outcome: Outcome; connectionId: string }) {
  const read = () => (props.outcome.kind === 'read' ? props.outcome : null);
  const difference = () => {
    const found = read();
    return found?.changed && found.before ? { a: found.before, b: found.after } : null;
  };
  const text = () => {
    switch (props.outcome.kind) {
      case 'read':
        if (props.outcome.before === null) return t().first;
        return props.outcome.changed ? t().changed : t().unchanged;
      case 'read-by-another':
        return t().readByAnother;
      case 'failed':
        return t().failed;
      case 'failed-for-another':
        return t().failedForAnother(props.outcome.message);
    }
  };
  return (
    <>
      <span class="flex items-center gap-1.5 text-fg-2">
        <Switch>
          <Match when={props.outcome.kind.startsWith('failed')}>
            <BadIcon class="size-3.5 shrink-0 text-bad-mark" aria-hidden="true" />
          </Match>
          <Match when={true}>
            <OkIcon class="size-3.5 shrink-0 text-ok-mark" aria-hidden="true" />
          </Match>
        </Switch>
        {text()}
      </span>
      <Show when={difference()}>
        {(pair) => (
          <A
            href={snapshotsHref(props.connectionId, pair())}
            class="inline-flex min-h-6 items-center font-medium text-accent-fg hover:underline"
          >
            {t().seeWhat}
          </A>
        )}
      </Show>
    </>
  );
}
