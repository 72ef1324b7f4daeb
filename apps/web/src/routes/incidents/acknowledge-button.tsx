import type { Incident } from '@portolan/contract';
import { Show } from 'solid-js';
import AcknowledgeIcon from '~icons/lucide/user-round-check';
import { GuardedButton } from '../../components/access/guarded.tsx';
import { incidentTitle } from './incident-text.ts';
import { useAcknowledge } from './use-acknowledge.ts';
import { words } from './words.ts';

/** For an incident that nobody sees to yet. */
export function AcknowledgeButton(props: { incident: Incident }) {
  const acknowledge = useAcknowledge();
  return (
    <Show when={props.incident.status === 'open'}>
      <GuardedButton
        size="sm"
        needs="monitoring:manage"
        busy={acknowledge.isRunning()}
        aria-label={words().acknowledgeThis(incidentTitle(props.incident))}
        onClick={() => void acknowledge.run(props.incident)}
      >
        <Show when={!acknowledge.isRunning()}>
          <AcknowledgeIcon class="size-3.5" aria-hidden="true" />
        </Show>
        {words().acknowledge}
      </GuardedButton>
    </Show>
  );
}
