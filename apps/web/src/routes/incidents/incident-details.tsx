import type { Incident } from '@portolan/contract';
import { type JSX, Show } from 'solid-js';
import { cx } from '../../lib/cx.ts';
import { dateTime } from '../../lib/format.ts';
import { sentence } from '../../lib/sentence.ts';
import { causeText, durationOf } from './incident-text.ts';
import { MemberLinks } from './member-links.tsx';
import { t } from './texts.ts';
import { words } from './words.ts';

/** As many as are told by name. */
const MOST = 50;

/** All that is known of an incident. */
export function IncidentDetails(props: { incident: Incident }) {
  return (
    <dl class="grid gap-x-6 gap-y-3 pt-2 md:grid-cols-2 lg:grid-cols-6">
      <Fact wide name={t().details.message} value={sentence(props.incident.message ?? '')} />
      <Fact wide strong name={t().details.remedy} value={sentence(props.incident.remedy ?? '')} />
      <Fact name={t().details.cause} value={causeText(props.incident) ?? props.incident.code}>
        {(cause) => (
          <>
            {cause} <code class="font-mono text-2xs text-fg-3">{props.incident.code}</code>
          </>
        )}
      </Fact>
      <Fact name={t().details.team} value={props.incident.team && words().teams[props.incident.team]} />
      <Fact name={t().details.acknowledged} value={acknowledgement(props.incident)} />
      <Fact name={t().details.began} value={dateTime(props.incident.startedAt)} />
      <Fact
        name={t().details.ended}
        value={props.incident.endedAt === null ? t().details.notEnded : dateTime(props.incident.endedAt)}
      />
      <Fact name={t().details.duration} value={durationOf(props.incident)} />
      <div class="md:col-span-2 lg:col-span-6">
        <dt class="text-fg-3 text-xs">{t().details.connections}</dt>
        <dd class="mt-1">
          <MemberLinks incident={props.incident} most={MOST} />
        </dd>
      </div>
    </dl>
  );
}

function acknowledgement({ acknowledgedAt, acknowledgedBy, status }: Incident): string | null {
  if (acknowledgedAt === null) return status === 'closed' ? null : t().details.nobody;
  return t().details.by(acknowledgedBy ?? '', dateTime(acknowledgedAt));
}

interface FactProps {
  name: string;
  value: string | null;
  strong?: boolean;
  /** A sentence. */
  wide?: boolean;
  children?: (value: string) => JSX.Element;
}

/** What is not known is left out. */
function Fact(props: FactProps) {
  return (
    <Show when={props.value}>
      {(value) => (
        <div class={cx('min-w-0', props.wide ? 'lg:col-span-3' : 'lg:col-span-2')}>
          <dt class="text-fg-3 text-xs">{props.name}</dt>
          <dd class={props.strong ? 'break-words font-medium text-fg' : 'break-words text-fg'}>
            {props.children?.(value()) ?? value()}
          </dd>
        </div>
      )}
    </Show>
  );
}
