import type { ServiceAccount } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { showToast } from '../../lib/toasts.ts';
import { serviceAccountQueries } from './queries.ts';
import { t } from './texts.ts';

/** Switches a service account on or off; answers whether it is done, and says what went wrong. */
export function useSetActive(): (account: ServiceAccount, isActive: boolean) => Promise<boolean> {
  const queries = useQueryClient();
  const change = useMutation(() => ({
    mutationFn: (input: { id: string; isActive: boolean }) => api.serviceAccounts.update.mutate(input),
  }));
  const setActive = async (account: ServiceAccount, isActive: boolean): Promise<boolean> => {
    const { id, name } = account;
    try {
      await change.mutateAsync({ id, isActive });
    } catch (error) {
      showFailure(t().notChanged(name), error, () => setActive(account, isActive));
      return false;
    }
    showToast({ tone: 'ok', title: isActive ? t().isActive(name) : t().isDeactivated(name) });
    await queries.invalidateQueries({ queryKey: serviceAccountQueries.all });
    return true;
  };
  return setActive;
}
