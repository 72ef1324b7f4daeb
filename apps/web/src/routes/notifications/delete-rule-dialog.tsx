import type { NotificationRule } from '@portolan/contract';
import { RemovalDialog } from '../../components/removal-dialog.tsx';
import { api } from '../../lib/client.ts';
import { t } from './dialog-texts.ts';
import { notificationQueries } from './queries.ts';

export default function DeleteRuleDialog(props: { rule: NotificationRule; onClose(): void }) {
  const { id, name } = props.rule;
  return (
    <RemovalDialog
      title={t().deleteTitle(name)}
      description={t().deleteText}
      action={t().delete}
      remove={() => api.notifications.delete.mutate({ id })}
      queryKey={notificationQueries.all}
      done={t().deleted(name)}
      failed={t().notDeleted(name)}
      onClose={props.onClose}
    />
  );
}
