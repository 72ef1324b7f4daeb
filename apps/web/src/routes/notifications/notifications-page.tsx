import type { NotificationRule } from '@portolan/contract';
import { createSignal, Match, Show, Suspense, Switch } from 'solid-js';
import PlusIcon from '~icons/lucide/plus';
import { GuardedButton } from '../../components/access/guarded.tsx';
import { Readable } from '../../components/access/readable.tsx';
import { FilterPills } from '../../components/filter-pills.tsx';
import { laterDialog } from '../../components/later.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { DeliveryLog } from './delivery-log.tsx';
import { listParams } from './list-params.ts';
import { notificationQueries } from './queries.ts';
import { RuleList } from './rule-list.tsx';
import type { ShownSecret } from './shown-secret.ts';
import { t } from './texts.ts';

const RuleDialog = laterDialog(() => import('./rule-dialog.tsx'));
const SecretDialog = laterDialog(() => import('./secret-dialog.tsx'));

export default function NotificationsPage() {
  usePageTitle(() => t().page);
  const can = useCan();
  const [state, patch] = useSearchState(listParams);
  const [edited, setEdited] = createSignal<NotificationRule | 'new' | null>(null);
  const [secret, setSecret] = createSignal<ShownSecret | null>(null);
  const rules = useLiveQuery(() => ({ ...notificationQueries.rules(), enabled: can('monitoring:manage') }));
  const savedRule = () => {
    const rule = edited();
    return rule === 'new' ? null : rule;
  };
  return (
    <PageBody>
      <PageHead title={t().page} text={t().text}>
        <NewRuleButton onCreate={() => setEdited('new')} />
      </PageHead>
      <Readable permission="monitoring:manage" refusal={t().refusal}>
        <div class="mt-4">
          <FilterPills
            legend={t().show}
            options={[
              { value: undefined, label: t().rules, count: rules.data?.total },
              { value: 'sent' as const, label: t().sent },
            ]}
            value={state().show}
            onChange={(show) => patch({ show, rule: undefined, status: undefined, page: 1 })}
          />
        </div>
        <Switch>
          <Match when={state().show === 'sent'}>
            <DeliveryLog rules={rules.data?.items ?? []} state={state()} onChange={patch} />
          </Match>
          <Match when={true}>
            <RuleList
              query={rules}
              onNew={() => setEdited('new')}
              onEdit={setEdited}
              onSecret={setSecret}
              onLog={(rule) => patch({ show: 'sent', rule: rule.id, status: undefined, page: 1 })}
            />
          </Match>
        </Switch>
      </Readable>
      <Suspense>
        <Show when={edited()}>
          <RuleDialog saved={savedRule()} onSecret={setSecret} onClose={() => setEdited(null)} />
        </Show>
        <Show when={secret()}>{(shown) => <SecretDialog shown={shown()} onClose={() => setSecret(null)} />}</Show>
      </Suspense>
    </PageBody>
  );
}

function NewRuleButton(props: { onCreate(): void }) {
  return (
    <GuardedButton variant="primary" needs="monitoring:manage" onClick={() => props.onCreate()}>
      <PlusIcon class="size-4" aria-hidden="true" />
      {t().new}
    </GuardedButton>
  );
}
