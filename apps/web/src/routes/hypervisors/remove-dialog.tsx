import type { Hypervisor } from '@portolan/contract';
import { RemovalDialog } from '../../components/removal-dialog.tsx';
import { api } from '../../lib/client.ts';
import { t } from './dialog-texts.ts';
import { hypervisorQueries } from './queries.ts';

export default function RemoveDialog(props: { hypervisor: Hypervisor; onClose(): void }) {
  const { id, name } = props.hypervisor;
  return (
    <RemovalDialog
      title={t().removeTitle(name)}
      description={t().removeText}
      action={t().remove}
      remove={() => api.hypervisors.remove.mutate({ id })}
      queryKey={hypervisorQueries.all}
      done={t().removed(name)}
      failed={t().notRemoved(name)}
      onClose={props.onClose}
    />
  );
}
