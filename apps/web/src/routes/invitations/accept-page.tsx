import type { InvitationPreview } from '@portolan/contract';
import { TimeUntil } from '../../components/time-until.tsx';
import { api } from '../../lib/client.ts';
import { AcceptView, type LinkInvitation } from './accept-view.tsx';

const intoTenant: LinkInvitation<InvitationPreview> = {
  title: ({ tenant }) => `Join ${tenant.name}`,
  text: (preview) => (
    <>
      <span class="font-medium text-fg">{preview.email}</span> is invited as{' '}
      <span class="font-medium text-fg">{preview.role.name}</span>. The invitation expires{' '}
      <TimeUntil at={preview.expiresAt} />.
    </>
  ),
  declined: ({ tenant }) => `You will not join ${tenant.name}. Should you change your mind, ask for a new invitation.`,
  joinLabel: 'Create account and join',
  lookup: (input) => api.invitations.lookup.mutate(input),
  accept: async (input) => (await api.invitations.acceptAndSignIn.mutate(input)).tenant,
  decline: async (input) => {
    await api.invitations.decline.mutate(input);
  },
};

/** Where the link of an invitation into a tenant leads. */
export default function AcceptPage() {
  return <AcceptView invitation={intoTenant} />;
}
