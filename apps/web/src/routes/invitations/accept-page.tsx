import type { InvitationPreview } from '@portolan/contract';
import { Filled } from '../../components/filled.tsx';
import { TimeUntil } from '../../components/time-until.tsx';
import { api } from '../../lib/client.ts';
import { t } from './accept-texts.ts';
import { AcceptView, type LinkInvitation } from './accept-view.tsx';

const intoTenant: LinkInvitation<InvitationPreview> = {
  title: ({ tenant }) => t().joinTitle(tenant.name),
  text: (preview) => (
    <Filled
      text={t().joinText}
      gaps={{
        email: <span class="font-medium text-fg">{preview.email}</span>,
        role: <span class="font-medium text-fg">{preview.role.name}</span>,
        time: <TimeUntil at={preview.expiresAt} />,
      }}
    />
  ),
  declined: ({ tenant }) => t().joinDeclined(tenant.name),
  joinLabel: () => t().join,
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
