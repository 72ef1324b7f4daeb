import type { ExportConnectionsInput } from '@portolan/contract';
import { createSignal, Show, Suspense } from 'solid-js';
import ExchangeIcon from '~icons/lucide/arrow-left-right';
import { laterDialog } from '../../../components/later.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../../components/ui/menu.tsx';
import { api } from '../../../lib/client.ts';
import { localized } from '../../../lib/locale.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { useCan } from '../../../lib/session.tsx';
import { showFailure } from '../../../lib/show-failure.ts';
import { exchange } from '../../../locales/en.ts?exchange';

const ImportDialog = laterDialog(() => import('./import-dialog.tsx'));

const t = localized('exchange', exchange);
type Format = NonNullable<ExportConnectionsInput['format']>;
const TYPES: Record<Format, string> = { csv: 'text/csv', json: 'application/json' };

/** Connections in and out as a file; out goes what the filters of the list show. */
export function ExchangeMenu(props: { filter: Omit<ExportConnectionsInput, 'format'> }) {
  const can = useCan();
  const [isImporting, setImporting] = createSignal(false);
  const run = async (format: Format) => {
    try {
      const { text, fileName } = await api.connections.export.query({ ...props.filter, format });
      saveFile(new Blob([text], { type: TYPES[format] }), fileName);
    } catch (error) {
      showFailure(t().notExported, error, () => run(format));
    }
  };
  return (
    <Show when={can('connections:read')}>
      <Menu
        label={t().menu}
        placement="bottom-end"
        triggerClass="inline-flex h-8 items-center justify-center gap-1.5 rounded-md border border-line bg-surface px-3 font-medium hover:bg-sunken max-md:size-10 max-md:px-0 dark:bg-raised dark:hover:bg-idle-soft"
        trigger={
          <>
            <ExchangeIcon class="size-4" aria-hidden="true" />
            <span class="max-md:hidden">{t().menu}</span>
          </>
        }
      >
        <Show when={can('connections:write')}>
          <MenuItem onSelect={() => setImporting(true)}>{t().import}</MenuItem>
          <MenuSeparator />
        </Show>
        <MenuItem onSelect={() => void run('csv')}>{t().csv}</MenuItem>
        <MenuItem onSelect={() => void run('json')}>{t().json}</MenuItem>
      </Menu>
      <Show when={isImporting()}>
        <Suspense>
          <ImportDialog onClose={() => setImporting(false)} />
        </Suspense>
      </Show>
    </Show>
  );
}
