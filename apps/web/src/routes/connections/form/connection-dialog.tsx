import type { Connection } from '@portolan/contract';
import { Match, Show, Switch } from 'solid-js';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { useCan } from '../../../lib/session.tsx';
import { EnvironmentChip } from '../order/environment-chip.tsx';
import { connectionQueries } from '../queries.ts';
import { ConnectionEditor } from './connection-editor.tsx';
import { t } from './texts.ts';

interface ConnectionDialogProps {
  /** Null creates a new one. */
  connectionId: string | null;
  /** Creates a new one like it. */
  isCopy: boolean;
  onClose(): void;
}

export default function ConnectionDialog(props: ConnectionDialogProps) {
  const can = useCan();
  const saved = useLiveQuery(() => ({
    ...connectionQueries.get(props.connectionId ?? ''),
    enabled: props.connectionId !== null,
    refetchOnMount: 'always' as const,
  }));
  // The first answer only: a refetch behind the dialog must not overwrite what is being typed. And nothing older: what
  // the cache remembers may have been saved over since.
  let first: Connection | undefined;
  const connection = () => {
    if (saved.isFetchedAfterMount && saved.data) first ??= { ...saved.data };
    return first;
  };
  const title = () => {
    if (props.isCopy) return t().duplicate;
    return props.connectionId === null ? t().new : t().edit;
  };
  const description = () => (props.isCopy ? t().duplicateText : t().text);
  const environment = () => {
    const found = props.isCopy ? undefined : connection()?.environment;
    return found === 'other' ? undefined : found;
  };
  // The editor may want to ask before it is closed.
  let ask: (() => void) | undefined;
  const guard = (question: () => void) => {
    ask = question;
  };
  return (
    <Dialog
      title={title()}
      description={
        <>
          <Show when={environment()}>
            {(shown) => (
              <span class="mr-2 align-middle">
                <EnvironmentChip environment={shown()} />
              </span>
            )}
          </Show>
          {description()}
        </>
      }
      class={can('connections:test') ? 'max-w-2xl xl:max-w-[62rem]' : 'max-w-2xl'}
      initialFocus="[name=name]"
      onClose={() => (ask ?? props.onClose)()}
    >
      <Switch fallback={<Waiting />}>
        <Match when={props.connectionId === null}>
          <ConnectionEditor saved={null} title={title()} guard={guard} onClose={props.onClose} />
        </Match>
        <Match when={connection()}>
          {(found) => (
            <ConnectionEditor
              saved={props.isCopy ? null : found()}
              like={props.isCopy ? found() : undefined}
              title={title()}
              guard={guard}
              onClose={props.onClose}
            />
          )}
        </Match>
        <Match when={saved.isError}>
          <div class="p-5">
            <FailurePanel title={t().failed} failure={toFailure(saved.error)} onRetry={() => void saved.refetch()} />
          </div>
        </Match>
      </Switch>
    </Dialog>
  );
}

function Waiting() {
  return (
    <div class="flex flex-col gap-3 p-5" role="status" aria-label={t().loading}>
      <div class="skeleton h-16" />
      <div class="skeleton h-8" />
      <div class="skeleton h-8" />
    </div>
  );
}
