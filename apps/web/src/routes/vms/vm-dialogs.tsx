import { Match, Show, Switch } from 'solid-js';
import { laterDialog } from '../../components/later.tsx';
import type { Asked, VmVerbs } from './use-vm-verbs.ts';

const CreateDialog = laterDialog(() => import('./create/create-dialog.tsx'));
const StopDialog = laterDialog(() => import('./stop-dialog.tsx'));
const RenameDialog = laterDialog(() => import('./rename-dialog.tsx'));
const DeleteDialog = laterDialog(() => import('./delete-dialog.tsx'));

interface VmDialogsProps {
  verbs: VmVerbs;
  isCreating?: boolean;
  onCreated?(): void;
  onDeleted?(): void;
}

/** What is asked about a machine, or about a new one. */
export function VmDialogs(props: VmDialogsProps) {
  const asked = (verb: Asked['verb']) => {
    const now = props.verbs.asked();
    return now?.verb === verb && now.vm;
  };
  return (
    <>
      <Switch>
        <Match when={asked('stop')}>
          {(vm) => <StopDialog vm={vm()} verbs={props.verbs} onClose={props.verbs.endAsking} />}
        </Match>
        <Match when={asked('rename')}>{(vm) => <RenameDialog vm={vm()} onClose={props.verbs.endAsking} />}</Match>
        <Match when={asked('delete')}>
          {(vm) => <DeleteDialog vm={vm()} onDeleted={() => props.onDeleted?.()} onClose={props.verbs.endAsking} />}
        </Match>
      </Switch>
      <Show when={props.isCreating}>
        <CreateDialog onClose={() => props.onCreated?.()} />
      </Show>
    </>
  );
}
