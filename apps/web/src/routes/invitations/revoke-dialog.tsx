import type { Invitation } from '@portolan/contract';
import { RemovalDialog } from '../../components/removal-dialog.tsx';
import { api } from '../../lib/client.ts';
import { t } from './dialog-texts.ts';
import { invitationQueries } from './queries.ts';

export default function RevokeDialog(props: { invitation: Invitation; onClose(): void }) {
  const { id, email } = props.invitation;
  return (
    <RemovalDialog
      title={t().revokeTitle(email)}
      description={t().revokeText}
      action={t().revoke}
      remove={() => api.invitations.revoke.mutate({ id })}
      queryKey={invitationQueries.all}
      done={t().revoked(email)}
      failed={t().notRevoked}
      onClose={props.onClose}
    />
  );
}
