import type { TenantUser } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { personName } from '../../lib/format.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { showToast } from '../../lib/toasts.ts';
import { userQueries } from './queries.ts';
import { t } from './texts.ts';

/** Switches a member on or off; answers whether it is done, and says what went wrong. */
export function useSetActive(): (user: TenantUser, isActive: boolean) => Promise<boolean> {
  const queries = useQueryClient();
  const change = useMutation(() => ({
    mutationFn: (input: { id: string; isActive: boolean }) => api.users.setActive.mutate(input),
  }));
  const setActive = async (user: TenantUser, isActive: boolean): Promise<boolean> => {
    const name = personName(user);
    try {
      await change.mutateAsync({ id: user.id, isActive });
    } catch (error) {
      const refusal = isActive ? t().notActivated(name) : t().notDeactivated(name);
      showFailure(refusal, error, () => setActive(user, isActive));
      return false;
    }
    showToast({ tone: 'ok', title: isActive ? t().activated(name) : t().isDeactivated(name) });
    await queries.invalidateQueries({ queryKey: userQueries.all });
    return true;
  };
  return setActive;
}
