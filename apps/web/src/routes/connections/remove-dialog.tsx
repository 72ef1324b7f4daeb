import { Show, Suspense } from 'solid-js';
import { laterDialog } from '../../components/later.tsx';
import type { ConnectionVerbs } from './rows/use-connection-verbs.ts';

const DeleteDialog = laterDialog(() => import('./delete-dialog.tsx'));

interface RemoveDialogProps {
  verbs: ConnectionVerbs;
  onDeleted?: (ids: readonly string[]) => void;
}

/** The question that a deletion asks, wherever it was asked for. */
export function RemoveDialog(props: RemoveDialogProps) {
  return (
    <Show when={props.verbs.removing()} keyed>
      {(connections) => (
        <Suspense>
          <DeleteDialog connections={connections} onDeleted={props.onDeleted} onClose={props.verbs.endRemoving} />
        </Suspense>
      )}
    </Show>
  );
}
