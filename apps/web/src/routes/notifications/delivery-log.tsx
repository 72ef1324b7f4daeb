import type { NotificationDelivery, NotificationRule } from '@portolan/contract';
import { keepPreviousData } from '@tanstack/solid-query';
import { For, Match, Show, Switch } from 'solid-js';
import DeliveredIcon from '~icons/lucide/circle-check';
import FailedIcon from '~icons/lucide/circle-x';
import PendingIcon from '~icons/lucide/hourglass';
import { EmptyState } from '../../components/empty-state.tsx';
import { Filled } from '../../components/filled.tsx';
import { FilterPills } from '../../components/filter-pills.tsx';
import { Listing } from '../../components/listing.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { TimeUntil } from '../../components/time-until.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Chip } from '../../components/ui/chip.tsx';
import { Select } from '../../components/ui/select.tsx';
import { now } from '../../lib/clock.ts';
import { dateTime, dateTimeInList } from '../../lib/format.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { sentence } from '../../lib/sentence.ts';
import { DELIVERY_STATUSES, type NotificationsState, type PatchNotifications } from './list-params.ts';
import { notificationQueries } from './queries.ts';
import { RedeliverButton } from './redeliver-button.tsx';
import { t } from './texts.ts';
import { subjectText } from './words.ts';

/** What is nearer than this has no better name than soon. */
const SOON_MS = 60_000;

interface DeliveryLogProps {
  rules: readonly NotificationRule[];
  state: NotificationsState;
  onChange: PatchNotifications;
}

const columns = (): Column<NotificationDelivery>[] => [
  {
    label: t().heads.message,
    class: 'w-[22%]',
    cell: (delivery) => (
      <div class="min-w-0">
        <p class="flex min-w-0 items-center gap-2">
          <span class="truncate font-medium text-fg" title={subjectText(delivery)}>
            {subjectText(delivery)}
          </span>
          <Show when={delivery.kind === 'redelivery'}>
            <Chip class="shrink-0">{t().again}</Chip>
          </Show>
        </p>
      </div>
    ),
  },
  {
    label: t().heads.rule,
    class: 'w-[18%]',
    cell: (delivery) => (
      <div class="min-w-0">
        <p class="truncate" title={delivery.ruleName}>
          {delivery.ruleName}
          <Show when={delivery.ruleId === null}>
            <span class="text-fg-3"> {t().ruleDeleted}</span>
          </Show>
        </p>
        <p class="truncate text-fg-3 text-xs" title={delivery.target}>
          {delivery.target}
        </p>
      </div>
    ),
  },
  { label: t().heads.status, class: 'w-32', aside: true, cell: (delivery) => <Status delivery={delivery} /> },
  { label: t().heads.attempts, cell: (delivery) => <Attempts delivery={delivery} /> },
  {
    label: t().heads.sent,
    class: 'w-28',
    cell: (delivery) => (
      <p class="text-xs" title={dateTime(delivery.createdAt)}>
        {dateTimeInList(delivery.createdAt)}
      </p>
    ),
  },
];

/** What was sent, to whom, and what was answered. */
export function DeliveryLog(props: DeliveryLogProps) {
  const input = () => {
    const { rule, status, page, pageSize } = props.state;
    return { page, limit: pageSize, ...(rule ? { ruleId: rule } : {}), ...(status ? { status } : {}) };
  };
  const log = useLiveQuery(() => ({
    ...notificationQueries.deliveries(input()),
    placeholderData: keepPreviousData,
  }));
  const isFiltered = () => props.state.rule !== undefined || props.state.status !== undefined;
  return (
    <>
      <div class="mt-4 flex flex-wrap items-center gap-2">
        <RuleSelect rules={props.rules} state={props.state} onChange={props.onChange} />
        <FilterPills
          legend={t().heads.status}
          options={[
            { value: undefined, label: t().allStatuses },
            ...DELIVERY_STATUSES.map((value) => ({ value, label: t().statuses[value] })),
          ]}
          value={props.state.status}
          onChange={(status) => props.onChange({ status, page: 1 })}
        />
      </div>
      <Listing
        counted={(total) => t().countedSent(total)}
        failed={t().failedSent}
        query={log}
        paging={props.state}
        onPaging={props.onChange}
        empty={
          <Show when={isFiltered()} fallback={<EmptyState title={t().noneSent} text={t().noneSentText} />}>
            <EmptyState title={t().noMatch} text={t().noMatchText}>
              <Button onClick={() => props.onChange({ rule: undefined, status: undefined, page: 1 })}>
                {t().showAll}
              </Button>
            </EmptyState>
          </Show>
        }
      >
        <RecordList
          label={t().sent}
          columns={columns()}
          rows={log.data?.items}
          stale={log.isPlaceholderData}
          actionsClass="w-32"
          actionsBelow
          actions={(delivery) => (
            <RedeliverButton delivery={delivery} onSent={() => props.onChange({ status: undefined, page: 1 })} />
          )}
        />
      </Listing>
    </>
  );
}

function RuleSelect(props: DeliveryLogProps) {
  const isKnown = () => props.rules.some(({ id }) => id === props.state.rule);
  return (
    <Select
      aria-label={t().heads.rule}
      class="min-w-0 max-md:w-full md:max-w-60"
      onChange={(event) => props.onChange({ rule: event.currentTarget.value || undefined, page: 1 })}
    >
      <option value="" selected={props.state.rule === undefined}>
        {t().allRules}
      </option>
      <Show when={!isKnown() && props.state.rule}>
        {(id) => (
          <option value={id()} selected>
            {t().otherRule}
          </option>
        )}
      </Show>
      <For each={props.rules}>
        {(rule) => (
          <option value={rule.id} selected={rule.id === props.state.rule}>
            {rule.name}
          </option>
        )}
      </For>
    </Select>
  );
}

function Status(props: { delivery: NotificationDelivery }) {
  const word = () => t().statuses[props.delivery.status];
  return (
    <Switch>
      <Match when={props.delivery.status === 'delivered'}>
        <Chip tone="ok" icon={DeliveredIcon}>
          {word()}
        </Chip>
      </Match>
      <Match when={props.delivery.status === 'failed'}>
        <Chip tone="bad" icon={FailedIcon}>
          {word()}
        </Chip>
      </Match>
      <Match when={true}>
        <Chip tone={props.delivery.failure ? 'warn' : 'idle'} icon={PendingIcon}>
          {word()}
        </Chip>
      </Match>
    </Switch>
  );
}

function Attempts(props: { delivery: NotificationDelivery }) {
  return (
    <div class="min-w-0 text-xs">
      <p>
        {t().attempts(props.delivery.attempts)}
        <Show when={props.delivery.lastAttemptAt}>
          {(at) => (
            <>
              {', '}
              <Filled text={t().lastAttempt} gaps={{ time: <RelativeTime at={at()} /> }} />
            </>
          )}
        </Show>
        <Show when={props.delivery.answerCode !== null && props.delivery.failure === null}>
          {', '}
          {t().answered(props.delivery.answerCode ?? 0)}
        </Show>
      </p>
      <Show when={props.delivery.failure}>
        {(failure) => <p class="wrap-anywhere text-bad">{sentence(t().failure(failure()))}</p>}
      </Show>
      <Show when={props.delivery.status === 'pending' && props.delivery.attempts > 0 && props.delivery.nextAttemptAt}>
        {(at) => (
          <p class="text-fg-3">
            <Show when={Date.parse(at()) > now() + SOON_MS} fallback={t().nextSoon}>
              <Filled text={t().nextAttempt} gaps={{ time: <TimeUntil at={at()} /> }} />
            </Show>
          </p>
        )}
      </Show>
    </div>
  );
}
