import type { Vm } from '@portolan/contract';
import { createSignal, Show } from 'solid-js';
import { NameQuestion } from '../../components/name-question.tsx';
import { RemovalDialog } from '../../components/removal-dialog.tsx';
import { api } from '../../lib/client.ts';
import { t } from './dialog-texts.ts';
import { vmQueries } from './queries.ts';

/** Deletes after asking. What runs is in use: its name has to be typed. */
export default function DeleteDialog(props: { vm: Vm; onDeleted(): void; onClose(): void }) {
  const { id, name, status } = props.vm;
  const isRunning = status === 'RUNNING';
  const [isRight, setRight] = createSignal(!isRunning);
  const remove = async () => {
    await api.vms.delete.mutate({ id });
    props.onDeleted();
  };
  return (
    <RemovalDialog
      title={t().deleteTitle(name)}
      description={isRunning ? t().deleteRunning : t().deleteText}
      action={t().delete}
      remove={remove}
      queryKey={vmQueries.lists()}
      done={t().deleted(name)}
      failed={t().notDeleted(name)}
      isReady={isRight()}
      onClose={props.onClose}
    >
      <Show when={isRunning}>
        <div class="mt-4">
          <NameQuestion answer={name} onAnswer={setRight} />
        </div>
      </Show>
    </RemovalDialog>
  );
}
