import type { HealthAttention, SchemaDrift } from '@portolan/contract';
import { A, useLocation } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import CertificateIcon from '~icons/lucide/file-clock';
import DriftIcon from '~icons/lucide/git-compare-arrows';
import CredentialIcon from '~icons/lucide/key-round';
import InvitationIcon from '~icons/lucide/mail-plus';
import BreakingIcon from '~icons/lucide/triangle-alert';
import { Filled } from '../../components/filled.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { TimeUntil } from '../../components/time-until.tsx';
import { Chip, type Icon } from '../../components/ui/chip.tsx';
import { inTenant } from '../../lib/addresses.ts';
import { now } from '../../lib/clock.ts';
import { wholeNumber } from '../../lib/format.ts';
import { useCan } from '../../lib/session.tsx';
import { connectionHref, overviewHref, snapshotsHref } from '../introspection/index.ts';
import { driftText } from './headline.ts';
import { Section } from './section.tsx';
import { t } from './texts.ts';

/** As many as are shown of each before there is a link to all of them. */
const MOST = 5;

/** What needs attention, and can wait a little. */
export function LesserCards(props: { attention: HealthAttention }) {
  const can = useCan();
  const location = useLocation();
  // The dialog opens over this page, where the secret is entered again.
  const mendHref = (id: string) =>
    can('connections:write') ? `${location.pathname}?dialog=${id}` : connectionHref(id);
  const more = (total: number, href: string) =>
    total > MOST ? { href, label: t().all(wholeNumber(total)) } : undefined;
  return (
    <div class="flex min-w-0 flex-col gap-4">
      <Few
        title={t().heads.certificates}
        icon={CertificateIcon}
        few={props.attention.certificates}
        each={(one) => (
          <Line href={overviewHref(one.id)} name={one.name} text={one.subject}>
            <Filled
              text={Date.parse(one.endsAt) > now() ? t().ends : t().ended}
              gaps={{ time: <TimeUntil at={one.endsAt} /> }}
            />
          </Line>
        )}
      />
      <Few
        title={t().heads.credentials}
        icon={CredentialIcon}
        few={props.attention.credentials}
        more={more(props.attention.credentials.total, inTenant('/connections?credentialState=sealed'))}
        each={(one) => <Line href={mendHref(one.id)} name={one.name} text={t().states[one.state]} />}
      />
      <Few
        title={t().heads.drift}
        icon={DriftIcon}
        few={props.attention.drift}
        each={(one) => (
          <Line
            href={snapshotsHref(one.id, { a: one.previousId, b: one.snapshotId })}
            name={one.name}
            text={<DriftText drift={one} />}
          >
            <RelativeTime at={one.at} />
          </Line>
        )}
      />
      <Few
        title={t().heads.invitations}
        icon={InvitationIcon}
        few={props.attention.invitations}
        more={more(props.attention.invitations?.total ?? 0, inTenant('/invitations?status=pending'))}
        each={(one) => (
          <Line href={inTenant('/invitations?status=pending')} name={one.email} text={one.roleName}>
            <Filled text={t().expires} gaps={{ time: <TimeUntil at={one.expiresAt} /> }} />
          </Line>
        )}
      />
    </div>
  );
}

interface FewProps<T> {
  title: string;
  icon: Icon;
  few: { total: number; items: readonly T[] } | null;
  more?: { href: string; label: string } | undefined;
  each(item: T): JSX.Element;
}

/** The first of one kind, where there are any. */
function Few<T>(props: FewProps<T>) {
  return (
    <Show when={props.few && props.few.total > 0 && props.few}>
      {(few) => (
        <Section title={props.title} icon={props.icon} count={few().total} more={props.more}>
          <ul class="overflow-hidden rounded-lg border border-line bg-surface">
            <For each={props.more ? few().items.slice(0, MOST) : few().items}>{(item) => props.each(item)}</For>
          </ul>
        </Section>
      )}
    </Show>
  );
}

interface LineProps {
  href: string;
  name: string;
  text: JSX.Element;
  children?: JSX.Element;
}

function Line(props: LineProps) {
  return (
    <li class="flex items-start gap-3 border-line border-t px-3 py-2 first:border-t-0">
      <div class="min-w-0 flex-1">
        <A
          href={props.href}
          title={props.name}
          class="flex min-h-6 min-w-6 max-w-full items-center font-medium hover:underline"
        >
          <span class="truncate">{props.name}</span>
        </A>
        <p class="wrap-anywhere text-fg-2 text-xs">{props.text}</p>
      </div>
      <span class="shrink-0 pt-1 text-fg-3 text-xs">{props.children}</span>
    </li>
  );
}

function DriftText(props: { drift: SchemaDrift }) {
  return (
    <span class="flex flex-wrap items-center gap-2">
      {driftText(props.drift)}
      <Show when={props.drift.breaking}>
        <Chip tone="warn" icon={BreakingIcon}>
          {t().breaking}
        </Chip>
      </Show>
    </span>
  );
}
