import { type Connection, KIND_LABELS } from '@portolan/contract';
import { Show, Suspense } from 'solid-js';
import { ClampedText } from '../../components/clamped-text.tsx';
import { KindMark } from '../../components/kind-mark.tsx';
import { later } from '../../components/later.tsx';
import { isNarrow } from '../../lib/media.ts';
import { sentence } from '../../lib/sentence.ts';
import { t } from './head-texts.ts';
import { HeaderActions, HeaderMenu } from './header-actions.tsx';
import { TagList } from './order/tag-list.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { useConnectionVerbs } from './rows/use-connection-verbs.ts';
import { statusOf } from './status.ts';
import { useConnectionTests } from './use-connection-tests.ts';

const TestReport = later(async () => ({ default: (await import('./report/test-report.tsx')).TestReport }));

export function ConnectionHeader(props: { connection: Connection }) {
  const tests = useConnectionTests();
  const verbs = useConnectionVerbs(tests);
  const testing = () => tests.isTesting(props.connection.id);
  // Without its credential no test comes further: the note of that and the failure would say the same.
  const missing = () => {
    const { credentialState } = props.connection;
    return credentialState === 'sealed' || credentialState === 'unreadable' ? credentialState : null;
  };
  const lastError = () =>
    statusOf(props.connection) === 'failed' && !missing() ? props.connection.lastTestMessage : null;
  return (
    <header class="flex flex-col gap-3">
      <div class="flex flex-wrap items-center gap-3">
        <KindMark kind={props.connection.dbType} class="!size-9" />
        <div class="min-w-0 flex-1 lg:basis-56">
          <h1 class="truncate font-semibold text-lg tracking-tight" title={props.connection.name}>
            {props.connection.name}
          </h1>
          <p class="truncate text-fg-3 text-xs">
            {KIND_LABELS[props.connection.dbType]} ·{' '}
            <span class="font-mono">
              {props.connection.host}:{props.connection.port}
              {props.connection.databaseName ? `/${props.connection.databaseName}` : ''}
            </span>
          </p>
        </div>
        <Show when={isNarrow()}>
          <HeaderMenu connection={props.connection} verbs={verbs} />
        </Show>
        <HeaderActions connection={props.connection} tests={tests} verbs={verbs} />
        <Show when={!isNarrow()}>
          <HeaderMenu connection={props.connection} verbs={verbs} />
        </Show>
      </div>
      <Show when={props.connection.description}>{(description) => <ClampedText text={description()} />}</Show>
      <TagList tags={props.connection.tags} />
      <div aria-live="polite" class="contents">
        <Show
          when={tests.resultOf(props.connection.id)}
          fallback={
            <Show when={!testing() && lastError()}>
              {(error) => <p class="break-words rounded-lg bg-bad-soft px-3 py-2 text-bad">{sentence(error())}</p>}
            </Show>
          }
        >
          {(result) => (
            <Suspense>
              <TestReport result={result()} isSaved />
            </Suspense>
          )}
        </Show>
      </div>
      <Show when={!tests.resultOf(props.connection.id) && missing()}>
        {(state) => <p class="rounded-lg bg-warn-soft px-3 py-2 text-warn">{t()[state()]}</p>}
      </Show>
      <RemoveDialog verbs={verbs} />
    </header>
  );
}
