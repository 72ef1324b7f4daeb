import type { ServiceAccount } from '@portolan/contract';
import { RemovalDialog } from '../../components/removal-dialog.tsx';
import { api } from '../../lib/client.ts';
import { t } from './dialog-texts.ts';
import { serviceAccountQueries } from './queries.ts';

export default function DeleteDialog(props: { account: ServiceAccount; onClose(): void }) {
  const { id, name } = props.account;
  return (
    <RemovalDialog
      title={t().deleteTitle(name)}
      description={t().deleteText}
      action={t().delete}
      remove={() => api.serviceAccounts.delete.mutate({ id })}
      queryKey={serviceAccountQueries.all}
      done={t().deleted(name)}
      failed={t().notDeleted(name)}
      onClose={props.onClose}
    />
  );
}
