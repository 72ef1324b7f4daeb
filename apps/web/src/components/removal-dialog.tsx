import { type QueryKey, useMutation, useQueryClient } from '@tanstack/solid-query';
import type { ParentProps } from 'solid-js';
import { toFailure } from '../lib/app-error.ts';
import { showToast } from '../lib/toasts.ts';
import { ConfirmDialog } from './ui/confirm-dialog.tsx';
import { focusPageWhenLost } from './ui/restore-focus.ts';

interface RemovalDialogProps {
  title: string;
  description: string;
  action: string;
  remove(): Promise<unknown>;
  /** What is read again afterwards: the list that it was in. */
  queryKey: QueryKey;
  /** What is said when it is gone, and when it is not. */
  done: string;
  failed: string;
  /** Whether what was asked for beside the question is there. */
  isReady?: boolean;
  onClose(): void;
}

/** Asks, takes one thing out of a list, and says how that went. */
export function RemovalDialog(props: ParentProps<RemovalDialogProps>) {
  const queries = useQueryClient();
  const removal = useMutation(() => ({ mutationFn: () => props.remove() }));
  const confirm = async () => {
    const { done, failed, queryKey } = props;
    try {
      await removal.mutateAsync();
    } catch (error) {
      showToast({ tone: 'bad', title: failed, text: toFailure(error).message });
      return false;
    }
    showToast({ tone: 'ok', title: done });
    void queries.invalidateQueries({ queryKey }).then(focusPageWhenLost);
    return true;
  };
  return (
    <ConfirmDialog
      title={props.title}
      description={props.description}
      action={props.action}
      isReady={props.isReady !== false}
      onConfirm={confirm}
      onClose={props.onClose}
    >
      {props.children}
    </ConfirmDialog>
  );
}
