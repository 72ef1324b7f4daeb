import type { ListedApiKey } from '@portolan/contract';
import { RemovalDialog } from '../../components/removal-dialog.tsx';
import { api } from '../../lib/client.ts';
import { t } from './dialog-texts.ts';
import { apiKeyQueries } from './queries.ts';

export default function RevokeKeyDialog(props: { apiKey: ListedApiKey; onClose(): void }) {
  const { id, name } = props.apiKey;
  return (
    <RemovalDialog
      title={t().revokeTitle(name)}
      description={t().revokeText}
      action={t().revoke}
      remove={() => api.apiKeys.revoke.mutate({ id })}
      queryKey={apiKeyQueries.all}
      done={t().revoked(name)}
      failed={t().notRevoked(name)}
      onClose={props.onClose}
    />
  );
}
