import type { NotificationRule } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { t } from './dialog-texts.ts';
import { notificationQueries } from './queries.ts';
import type { ShownSecret } from './shown-secret.ts';

interface RotateDialogProps {
  rule: NotificationRule;
  onSecret(secret: ShownSecret): void;
  onClose(): void;
}

/** Another secret for a webhook; the former one signs for a day more, so that nobody has to be quick. */
export default function RotateDialog(props: RotateDialogProps) {
  const queries = useQueryClient();
  const { id, name } = props.rule;
  const rotate = useMutation(() => ({
    mutationFn: () => api.notifications.update.mutate({ id, rotateSecret: true }),
    // The secret must not stay in memory longer than it is shown.
    gcTime: 0,
  }));
  const confirm = async () => {
    try {
      const { secret } = await rotate.mutateAsync();
      if (secret) props.onSecret({ name, secret, isRotated: true });
    } catch (error) {
      showToast({ tone: 'bad', title: t().notRotated(name), text: toFailure(error).message });
      return false;
    }
    void queries.invalidateQueries({ queryKey: notificationQueries.all });
    return true;
  };
  return (
    <ConfirmDialog
      title={t().rotateTitle(name)}
      description={t().rotateText}
      action={t().rotate}
      onConfirm={confirm}
      onClose={props.onClose}
    />
  );
}
