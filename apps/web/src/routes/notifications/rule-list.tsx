import type { NotificationRule } from '@portolan/contract';
import { type ComponentProps, Show } from 'solid-js';
import PausedIcon from '~icons/lucide/circle-pause';
import MailIcon from '~icons/lucide/mail';
import WebhookIcon from '~icons/lucide/webhook';
import { EmptyState } from '../../components/empty-state.tsx';
import { Filled } from '../../components/filled.tsx';
import { Listing } from '../../components/listing.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { TimeUntil } from '../../components/time-until.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Chip } from '../../components/ui/chip.tsx';
import { RuleActions, type RuleActs } from './rule-actions.tsx';
import { testOf } from './send-test.ts';
import { TestNote } from './test-note.tsx';
import { t } from './texts.ts';
import { aboutText, eventNames } from './words.ts';

interface RuleListProps extends RuleActs {
  query: ComponentProps<typeof Listing>['query'] & {
    readonly data: { items: NotificationRule[]; total: number } | undefined;
  };
  onNew(): void;
}

const columns = (): Column<NotificationRule>[] => [
  { label: t().heads.name, class: 'w-[18%]', cell: (rule) => <Name rule={rule} /> },
  {
    label: t().heads.events,
    class: 'w-[20%]',
    cell: (rule) => <p class="py-1 text-xs">{eventNames(rule).join(', ')}</p>,
  },
  {
    label: t().heads.about,
    cell: (rule) => (
      <p class="wrap-anywhere line-clamp-2 text-xs" title={aboutText(rule.filter)}>
        {aboutText(rule.filter)}
      </p>
    ),
  },
  { label: t().heads.target, class: 'w-[22%]', cell: (rule) => <Target rule={rule} /> },
  { label: t().heads.last, class: 'w-28', cell: (rule) => <RelativeTime at={rule.lastMessageAt} class="text-xs" /> },
];

/** Who is told of what, and where. */
export function RuleList(props: RuleListProps) {
  return (
    <Listing
      counted={(total) => t().counted(total)}
      failed={t().failed}
      query={props.query}
      empty={
        <EmptyState title={t().none} text={t().noneText}>
          <Button onClick={() => props.onNew()}>{t().new}</Button>
        </EmptyState>
      }
    >
      <RecordList
        label={t().rules}
        columns={columns()}
        rows={props.query.data?.items}
        actionsClass="w-40"
        actionsBelow
        actions={(rule) => (
          <RuleActions rule={rule} onEdit={props.onEdit} onSecret={props.onSecret} onLog={props.onLog} />
        )}
      />
    </Listing>
  );
}

function Name(props: { rule: NotificationRule }) {
  return (
    <p class="flex min-w-0 items-center gap-2">
      <span class="truncate font-medium text-fg" title={props.rule.name}>
        {props.rule.name}
      </span>
      <Show when={!props.rule.enabled}>
        <Chip icon={PausedIcon} class="shrink-0">
          {t().off}
        </Chip>
      </Show>
    </p>
  );
}

function Target(props: { rule: NotificationRule }) {
  const target = () => props.rule.target;
  const place = () => {
    const to = target();
    return to.type === 'email' ? to.to.join(', ') : to.url;
  };
  const kind = () => {
    const to = target();
    return to.type === 'email' ? t().targets.email : t().targets[to.format];
  };
  return (
    <div class="min-w-0 py-1">
      <p class="flex min-w-0 items-center gap-1.5">
        <Show
          when={target().type === 'email'}
          fallback={<WebhookIcon class="size-3.5 shrink-0 text-fg-3" aria-hidden="true" />}
        >
          <MailIcon class="size-3.5 shrink-0 text-fg-3" aria-hidden="true" />
        </Show>
        <span class="truncate" title={place()}>
          {place()}
        </span>
      </p>
      <p class="text-fg-3 text-xs">
        {kind()}
        <Show when={props.rule.formerSecretUntil}>
          {(until) => (
            <span class="block text-warn">
              <Filled text={t().formerSecret} gaps={{ time: <TimeUntil at={until()} /> }} />
            </span>
          )}
        </Show>
      </p>
      <TestNote rule={props.rule} deliveryId={testOf(props.rule.id)} />
    </div>
  );
}
