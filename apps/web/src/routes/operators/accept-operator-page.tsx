import type { OperatorInvitationPreview } from '@portolan/contract';
import { Filled } from '../../components/filled.tsx';
import { TimeUntil } from '../../components/time-until.tsx';
import { api } from '../../lib/client.ts';
import { localized } from '../../lib/locale.ts';
import { operatorAcceptance } from '../../locales/en.ts?operatorAcceptance';
import { AcceptView, type LinkInvitation } from '../invitations/index.ts';

const t = localized('operatorAcceptance', operatorAcceptance);

const intoInstallation: LinkInvitation<OperatorInvitationPreview> = {
  title: () => t().title,
  text: (preview) => (
    <Filled
      text={preview.inviter ? t().textBy : t().text}
      gaps={{
        email: <span class="font-medium text-fg">{preview.email}</span>,
        inviter: <span class="font-medium text-fg">{preview.inviter}</span>,
        time: <TimeUntil at={preview.expiresAt} />,
      }}
    />
  ),
  declined: () => t().declined,
  joinLabel: () => t().join,
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
