import type { Vm } from '@portolan/contract';
import { RemovalDialog } from '../../components/removal-dialog.tsx';
import { api } from '../../lib/client.ts';
import { t } from './dialog-texts.ts';
import { vmQueries } from './queries.ts';

export default function DeleteDialog(props: { vm: Vm; onDeleted(): void; onClose(): void }) {
  const { id, name } = props.vm;
  const remove = async () => {
    await api.vms.delete.mutate({ id });
    props.onDeleted();
  };
  return (
    <RemovalDialog
      title={t().deleteTitle(name)}
      description={t().deleteText}
      action={t().delete}
      remove={remove}
      queryKey={vmQueries.lists()}
      done={t().deleted(name)}
      failed={t().notDeleted(name)}
      onClose={props.onClose}
    />
  );
}
