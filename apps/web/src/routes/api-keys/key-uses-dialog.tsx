import type { ApiKeyUse, ListedApiKey } from '@portolan/contract';
import { For, Match, Show, Switch } from 'solid-js';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { t } from './dialog-texts.ts';
import { apiKeyQueries } from './queries.ts';

/** On which days a key was used, and from where; the last first. */
export default function KeyUsesDialog(props: { apiKey: ListedApiKey; onClose(): void }) {
  const uses = useLiveQuery(() => apiKeyQueries.uses(props.apiKey.id));
  return (
    <Dialog
      title={t().usesTitle(props.apiKey.name)}
      description={t().usesText}
      class="max-w-xl"
      initialFocus="[data-close]"
      onClose={props.onClose}
    >
      <div class="min-h-24 flex-1 overflow-y-auto px-5 py-4">
        <Switch fallback={<div class="skeleton h-24" role="status" aria-label={t().usesLoading} />}>
          <Match when={uses.isError && !uses.data}>
            <p role="alert" class="text-bad">
              {toFailure(uses.error).message}
            </p>
          </Match>
          <Match when={uses.data}>
            {(found) => (
              <Show when={found().items.length > 0} fallback={<p class="text-fg-2">{t().neverUsed}</p>}>
                <UseTable rows={found().items} />
              </Show>
            )}
          </Match>
        </Switch>
      </div>
      <footer class="flex justify-end border-line border-t bg-sunken px-5 py-3">
        <Button data-close onClick={() => props.onClose()}>
          {t().close}
        </Button>
      </footer>
    </Dialog>
  );
}

function UseTable(props: { rows: readonly ApiKeyUse[] }) {
  return (
    <table class="w-full border-collapse text-left">
      <thead class="text-fg-3 text-xs">
        <tr>
          <th scope="col" class="w-28 pb-1 font-medium">
            {t().day}
          </th>
          <th scope="col" class="pb-1 font-medium">
            {t().address}
          </th>
          <th scope="col" class="w-24 pb-1 font-medium">
            {t().lastTime}
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={props.rows}>
          {(use) => (
            <tr class="border-line border-t align-top">
              <td class="py-1.5 tabular-nums">{use.day}</td>
              <td class="min-w-0 break-all py-1.5 pr-2">
                <Show when={use.address} fallback={t().otherAddresses}>
                  {(address) => <span class="font-mono text-xs">{address()}</span>}
                </Show>
                <Show when={t().secrets[use.secret]}>
                  {(secret) => <span class="block text-warn text-xs">{secret()}</span>}
                </Show>
              </td>
              <td class="py-1.5 text-fg-2">
                <RelativeTime at={use.lastAt} />
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
