import type { Incident } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { showToast } from '../../lib/toasts.ts';
import { incidentTitle } from './incident-text.ts';
import { incidentQueries } from './queries.ts';
import { words } from './words.ts';

/** Says for all that the user sees to an incident. Those who watch are told by the server. */
export function useAcknowledge() {
  const queries = useQueryClient();
  const acknowledge = useMutation(() => ({ mutationFn: (id: string) => api.health.acknowledge.mutate({ id }) }));
  const run = async (incident: Incident): Promise<boolean> => {
    try {
      await acknowledge.mutateAsync(incident.id);
      await queries.invalidateQueries({ queryKey: incidentQueries.all });
      showToast({ tone: 'ok', title: words().acknowledged, text: incidentTitle(incident) });
      return true;
    } catch (error) {
      showFailure(words().notAcknowledged, error, () => run(incident));
      return false;
    }
  };
  return { run, isRunning: () => acknowledge.isPending };
}
