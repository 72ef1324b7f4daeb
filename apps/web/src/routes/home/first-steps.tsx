import type { HealthAttention } from '@portolan/contract';
import { useNavigate } from '@solidjs/router';
import { type JSX, type ParentProps, Show } from 'solid-js';
import PlusIcon from '~icons/lucide/plus';
import { GuardedButton } from '../../components/access/guarded.tsx';
import { RhumbLines } from '../../components/rhumb-lines.tsx';
import { inTenant } from '../../lib/addresses.ts';
import { useCan } from '../../lib/session.tsx';
import { countLesser } from './headline.ts';
import { LesserCards } from './lesser-cards.tsx';
import { t } from './texts.ts';

/** A tenant without any connection: what to do first. */
export function FirstSteps(props: { attention: HealthAttention }) {
  const can = useCan();
  const navigate = useNavigate();
  return (
    <div class="mt-4 flex flex-col gap-4">
      <section class="relative isolate overflow-hidden rounded-lg border border-line bg-surface px-6 py-10">
        <RhumbLines class="-z-10 absolute inset-0 size-full text-accent opacity-10" />
        <div class="mx-auto flex max-w-xl flex-col gap-5">
          <div>
            <h2 class="font-semibold text-lg tracking-tight">{t().empty.title}</h2>
            <p class="text-fg-2">{can('connections:write') ? t().empty.text : t().empty.theirs}</p>
          </div>
          <Show when={can('connections:write')}>
            <ol class="flex flex-col gap-4">
              <Step number={1} title={t().empty.steps.connect} text={t().empty.steps.connectText}>
                <GuardedButton
                  variant="primary"
                  needs="connections:write"
                  onClick={() => navigate(inTenant('/connections?dialog=new'))}
                >
                  <PlusIcon class="size-4" aria-hidden="true" />
                  {t().empty.connect}
                </GuardedButton>
              </Step>
              <Step number={2} title={t().empty.steps.watch} text={t().empty.steps.watchText} />
              <Step number={3} title={t().empty.steps.invite} text={t().empty.steps.inviteText}>
                <GuardedButton needs="invitation:create" onClick={() => navigate(inTenant('/invitations?invite=new'))}>
                  {t().empty.invite}
                </GuardedButton>
              </Step>
            </ol>
          </Show>
        </div>
      </section>
      <Show when={countLesser(props.attention) > 0}>
        <LesserCards attention={props.attention} />
      </Show>
    </div>
  );
}

function Step(props: ParentProps<{ number: number; title: string; text: JSX.Element }>) {
  return (
    <li class="flex gap-3">
      <span
        class="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-fg text-xs"
        aria-hidden="true"
      >
        {props.number}
      </span>
      <div class="flex min-w-0 flex-col items-start gap-2">
        <div>
          <h3 class="font-medium">{props.title}</h3>
          <p class="text-fg-2">{props.text}</p>
        </div>
        {props.children}
      </div>
    </li>
  );
}
