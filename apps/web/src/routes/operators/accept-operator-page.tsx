import type { OperatorInvitationPreview } from '@portolan/contract';
import { Show } from 'solid-js';
import { TimeUntil } from '../../components/time-until.tsx';
import { api } from '../../lib/client.ts';
import { AcceptView, type LinkInvitation } from '../invitations/index.ts';

const intoInstallation: LinkInvitation<OperatorInvitationPreview> = {
  title: () => 'Become an operator',
  text: (preview) => (
    <>
      <span class="font-medium text-fg">{preview.email}</span> is invited
      <Show when={preview.inviter}>
        {(inviter) => (
          <>
            {' '}
            by <span class="font-medium text-fg">{inviter()}</span>
          </>
        )}
      </Show>{' '}
      to operate this installation: to make and end its tenants. The invitation expires{' '}
      <TimeUntil at={preview.expiresAt} />.
    </>
  ),
  declined: () => 'You will not be an operator. Should you change your mind, ask for a new invitation.',
  joinLabel: 'Create account and accept',
  lookup: (input) => api.operators.lookup.mutate(input),
  accept: async (input) => {
    await api.operators.acceptAndSignIn.mutate(input);
    return null;
  },
  decline: async (input) => {
    await api.operators.decline.mutate(input);
  },
};

/** Where the link of an operator's invitation leads. */
export default function AcceptOperatorPage() {
  return <AcceptView invitation={intoInstallation} />;
}
