import type { ListedApiKey } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { timeAgo } from '../../lib/format.ts';
import { showToast } from '../../lib/toasts.ts';
import { t } from './dialog-texts.ts';
import { apiKeyQueries } from './queries.ts';

export default function EndOverlapDialog(props: { apiKey: ListedApiKey; onClose(): void }) {
  const queries = useQueryClient();
  const { id, name, formerLastUsedAt, rotatedAt } = props.apiKey;
  const end = useMutation(() => ({ mutationFn: () => api.apiKeys.endOverlap.mutate({ id }) }));
  const confirm = async () => {
    try {
      await end.mutateAsync();
    } catch (error) {
      showToast({ tone: 'bad', title: t().notEnded(name), text: toFailure(error).message });
      return false;
    }
    showToast({ tone: 'ok', title: t().ended(name) });
    await queries.invalidateQueries({ queryKey: apiKeyQueries.all });
    return true;
  };
  const isUsed = formerLastUsedAt !== null && rotatedAt !== null && formerLastUsedAt > rotatedAt;
  return (
    <ConfirmDialog
      title={t().endTitle(name)}
      description={t().endText}
      action={t().end}
      onConfirm={confirm}
      onClose={props.onClose}
    >
      <p class="mt-3 font-medium">{isUsed ? t().endUsed(timeAgo(formerLastUsedAt)) : t().endUnused}</p>
    </ConfirmDialog>
  );
}
