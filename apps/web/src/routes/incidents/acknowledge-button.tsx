import type { Incident } from '@portolan/contract';
import { onCleanup, Show } from 'solid-js';
import AcknowledgeIcon from '~icons/lucide/user-round-check';
import { GuardedButton } from '../../components/access/guarded.tsx';
import { incidentTitle } from './incident-text.ts';
import { titleId } from './title-id.ts';
import { useAcknowledge } from './use-acknowledge.ts';
import { words } from './words.ts';

/** For an incident that nobody sees to yet. */
export function AcknowledgeButton(props: { incident: Incident }) {
  return (
    <Show when={props.incident.status === 'open'}>
      <OpenButton incident={props.incident} />
    </Show>
  );
}

function OpenButton(props: { incident: Incident }) {
  const acknowledge = useAcknowledge();
  const title = titleId(props.incident.id);
  let button!: HTMLButtonElement;
  // It goes as soon as somebody has said so, here or elsewhere: the focus stays with the incident.
  onCleanup(() => {
    if (document.activeElement !== button) return;
    setTimeout(() => document.getElementById(title)?.focus({ preventScroll: true }));
  });
  return (
    <GuardedButton
      ref={button}
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
  );
}
