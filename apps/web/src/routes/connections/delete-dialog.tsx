import type { Connection } from '@portolan/contract';
import { useNavigate } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { NameQuestion } from '../../components/name-question.tsx';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { focusPageWhenLost } from '../../components/ui/restore-focus.ts';
import { inTenant } from '../../lib/addresses.ts';
import { wholeNumber } from '../../lib/format.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useSession } from '../../lib/session.tsx';
import { deleteConnections } from './delete-connections.ts';
import { t } from './delete-texts.ts';
import { EnvironmentChip } from './order/environment-chip.tsx';
import { productionAnswer } from './order/production-answer.ts';
import { connectionQueries } from './queries.ts';

interface DeleteDialogProps {
  connections: readonly Pick<Connection, 'id' | 'name' | 'environment'>[];
  /** What is gone, once the list knows it too. */
  onDeleted?: ((ids: readonly string[]) => void) | undefined;
  onClose(): void;
}

const MOST_NAMES = 6;

/** Deletes after asking, and offers to take it back. Leads away from the page of what is gone. */
export default function DeleteDialog(props: DeleteDialogProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const session = useSession();
  const { connections, onDeleted } = props;
  const names = connections.map(({ name }) => name);
  const only = connections.length === 1 ? names[0] : undefined;
  const answer = productionAnswer(connections);
  const [isRight, setRight] = createSignal(answer === null);
  const retention = useLiveQuery(connectionQueries.retention);

  const run = async () => {
    const gone = await deleteConnections(queries, session().tenant.id, connections);
    const ids = gone.map(({ id }) => id);
    if (ids.some((id) => location.pathname.endsWith(id))) navigate(inTenant('/connections'), { replace: true });
    void queries.invalidateQueries({ queryKey: connectionQueries.all }).then(() => {
      onDeleted?.(ids);
      focusPageWhenLost();
    });
    return gone.length > 0;
  };
  const confirm = async () => {
    // Many take their time, which their message tells.
    if (only !== undefined) return run();
    void run();
    return true;
  };

  return (
    <ConfirmDialog
      title={only === undefined ? t().questionMany(names.length) : t().question(only)}
      description={
        <>
          <Show when={only === undefined}>
            <ul class="mb-2 list-disc pl-5">
              <For each={names.slice(0, MOST_NAMES)}>{(name) => <li class="break-words">{name}</li>}</For>
              <Show when={names.length > MOST_NAMES}>
                <li>{t().more(wholeNumber(names.length - MOST_NAMES))}</li>
              </Show>
            </ul>
          </Show>
          {only === undefined ? t().textMany : t().text}
          <Show when={retention.data}>{(kept) => <p class="mt-2">{t().undoDays(kept().days)}</p>}</Show>
        </>
      }
      isReady={isRight()}
      action={only === undefined ? t().deleteMany(names.length) : t().delete}
      onConfirm={confirm}
      onClose={props.onClose}
    >
      <Show when={answer}>
        {(name) => (
          <div class="mt-4 flex flex-col gap-2">
            <p>
              <EnvironmentChip environment="production" />
            </p>
            <NameQuestion answer={name()} onAnswer={setRight} />
          </div>
        )}
      </Show>
    </ConfirmDialog>
  );
}
