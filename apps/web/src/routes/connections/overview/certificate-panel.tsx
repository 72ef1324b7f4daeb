import type { HealthDetail } from '@portolan/contract';
import { Show } from 'solid-js';
import WarnIcon from '~icons/lucide/triangle-alert';
import { now } from '../../../lib/clock.ts';
import { cx } from '../../../lib/cx.ts';
import { dateTimeInList } from '../../../lib/format.ts';
import { daysLeft, endsSoon } from './days-left.ts';
import { Fact, Panel } from './panel.tsx';
import { t } from './texts.ts';

/** The certificate that the server showed when it was last looked at; nothing where there is none. */
export function CertificatePanel(props: { certificate: HealthDetail['certificate'] }) {
  return (
    <Show when={props.certificate}>
      {(certificate) => {
        const left = () => daysLeft(certificate().expiresAt, now());
        return (
          <Panel title={t().certificate}>
            <p class={cx('flex items-center gap-1.5 font-medium', endsSoon(left()) ? 'text-warn' : 'text-fg-2')}>
              <Show when={endsSoon(left())}>
                <WarnIcon class="size-4 shrink-0" aria-hidden="true" />
              </Show>
              {left() < 0 ? t().expired(-left()) : t().daysLeft(left())}
            </p>
            <dl class="flex flex-col gap-1">
              <Fact label={t().subject}>
                <span class="font-mono text-xs">{certificate().subject}</span>
              </Fact>
              <Fact label={t().ends}>
                <time datetime={certificate().expiresAt}>{dateTimeInList(certificate().expiresAt)}</time>
              </Fact>
            </dl>
          </Panel>
        );
      }}
    </Show>
  );
}
