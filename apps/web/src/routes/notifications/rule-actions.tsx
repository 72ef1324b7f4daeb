import type { NotificationRule } from '@portolan/contract';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Match, Show, Suspense, Switch } from 'solid-js';
import OffIcon from '~icons/lucide/circle-pause';
import OnIcon from '~icons/lucide/circle-play';
import MoreIcon from '~icons/lucide/ellipsis';
import KeyIcon from '~icons/lucide/key-round';
import EditIcon from '~icons/lucide/pencil';
import LogIcon from '~icons/lucide/scroll-text';
import TestIcon from '~icons/lucide/send';
import DeleteIcon from '~icons/lucide/trash-2';
import { laterDialog } from '../../components/later.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../components/ui/menu.tsx';
import { api } from '../../lib/client.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { notificationQueries } from './queries.ts';
import { sendTest } from './send-test.ts';
import type { ShownSecret } from './shown-secret.ts';
import { t } from './texts.ts';

const DeleteRuleDialog = laterDialog(() => import('./delete-rule-dialog.tsx'));
const RotateDialog = laterDialog(() => import('./rotate-dialog.tsx'));

export interface RuleActs {
  onEdit(rule: NotificationRule): void;
  onSecret(secret: ShownSecret): void;
  onLog(rule: NotificationRule): void;
}

export function RuleActions(props: RuleActs & { rule: NotificationRule }) {
  const queries = useQueryClient();
  const [asking, setAsking] = createSignal<'delete' | 'rotate' | null>(null);
  const [isSending, setSending] = createSignal(false);
  const test = async () => {
    setSending(true);
    try {
      await sendTest(props.rule);
    } catch (error) {
      showFailure(t().test.notSent, error, test);
    } finally {
      setSending(false);
    }
  };
  const turn = async () => {
    const { id, enabled, name } = props.rule;
    try {
      await api.notifications.update.mutate({ id, enabled: !enabled });
    } catch (error) {
      showFailure(t().notTurned(name), error, turn);
    }
    await queries.invalidateQueries({ queryKey: notificationQueries.all });
  };
  const signs = () => props.rule.target.type === 'webhook' && props.rule.target.format === 'standard';
  return (
    <>
      <Button size="sm" busy={isSending()} aria-label={t().test.sendFor(props.rule.name)} onClick={() => void test()}>
        <TestIcon class="size-3.5" aria-hidden="true" />
        {t().test.send}
      </Button>
      <Menu
        label={t().more(props.rule.name)}
        triggerClass="grid size-7 place-items-center rounded-md text-fg-3 hover:bg-idle-soft hover:text-fg max-md:size-9"
        trigger={<MoreIcon class="size-4" aria-hidden="true" />}
      >
        <MenuItem onSelect={() => props.onEdit(props.rule)}>
          <EditIcon class="size-3.5" aria-hidden="true" />
          {t().edit}
        </MenuItem>
        <MenuItem onSelect={() => void turn()}>
          <Show when={props.rule.enabled} fallback={<OnIcon class="size-3.5" aria-hidden="true" />}>
            <OffIcon class="size-3.5" aria-hidden="true" />
          </Show>
          {props.rule.enabled ? t().turnOff : t().turnOn}
        </MenuItem>
        <MenuItem onSelect={() => props.onLog(props.rule)}>
          <LogIcon class="size-3.5" aria-hidden="true" />
          {t().messagesOf}
        </MenuItem>
        <Show when={signs()}>
          <MenuItem onSelect={() => setAsking('rotate')}>
            <KeyIcon class="size-3.5" aria-hidden="true" />
            {t().rotate}
          </MenuItem>
        </Show>
        <MenuSeparator />
        <MenuItem danger onSelect={() => setAsking('delete')}>
          <DeleteIcon class="size-3.5" aria-hidden="true" />
          {t().delete}
        </MenuItem>
      </Menu>
      <Suspense>
        <Switch>
          <Match when={asking() === 'delete'}>
            <DeleteRuleDialog rule={props.rule} onClose={() => setAsking(null)} />
          </Match>
          <Match when={asking() === 'rotate'}>
            <RotateDialog rule={props.rule} onSecret={props.onSecret} onClose={() => setAsking(null)} />
          </Match>
        </Switch>
      </Suspense>
    </>
  );
}
