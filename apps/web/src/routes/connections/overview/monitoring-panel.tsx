import type { Connection, HealthDetail } from '@portolan/contract';
import { createSignal, Show, Suspense } from 'solid-js';
import { laterDialog } from '../../../components/later.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { useCan } from '../../../lib/session.tsx';
import { intervalText } from './interval-text.ts';
import { t } from './monitoring-texts.ts';
import { Fact, Panel } from './panel.tsx';

const MonitoringDialog = laterDialog(async () => ({
  default: (await import('./monitoring-dialogs.ts')).MonitoringDialog,
}));
const DefaultsDialog = laterDialog(async () => ({ default: (await import('./monitoring-dialogs.ts')).DefaultsDialog }));

interface MonitoringPanelProps {
  connection: Connection;
  detail: HealthDetail;
}

/** Whether and how often it is looked at, and by whose choice. */
export function MonitoringPanel(props: MonitoringPanelProps) {
  const can = useCan();
  const [open, setOpen] = createSignal<'own' | 'defaults' | null>(null);
  const close = () => setOpen(null);
  return (
    <Panel
      title={t().monitoring}
      aside={
        <Show when={can('connections:write')}>
          <Button size="sm" onClick={() => setOpen('own')}>
            {t().edit}
          </Button>
        </Show>
      }
    >
      <dl class="flex flex-col gap-1">
        <Fact label={t().watched}>{props.detail.monitoring.enabled ? t().yes : t().no}</Fact>
        <Fact label={t().interval}>{intervalText(props.detail.monitoring.intervalSeconds)}</Fact>
        <Fact label={t().chosen}>{props.detail.monitoringIsDefault ? t().byTenant : t().byItself}</Fact>
      </dl>
      <Show when={can('monitoring:manage')}>
        <Button size="sm" variant="ghost" class="-ml-2.5 self-start" onClick={() => setOpen('defaults')}>
          {t().defaults}
        </Button>
      </Show>
      <Suspense>
        <Show when={open() === 'own'}>
          <MonitoringDialog
            connection={props.connection}
            isDefault={props.detail.monitoringIsDefault}
            onClose={close}
          />
        </Show>
        <Show when={open() === 'defaults'}>
          <DefaultsDialog onClose={close} />
        </Show>
      </Suspense>
    </Panel>
  );
}
