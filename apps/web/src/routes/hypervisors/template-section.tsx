import { HYPERVISOR_POOLS, type VmTemplate } from '@portolan/contract';
import { createSignal, Match, Show, Suspense, Switch } from 'solid-js';
import EditIcon from '~icons/lucide/pencil';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { laterDialog } from '../../components/later.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { Button } from '../../components/ui/button.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { computeText, gbText, vmQueries } from '../vms/index.ts';
import { t } from './texts.ts';

const TemplateDialog = laterDialog(() => import('./template-dialog.tsx'));

const COLUMNS: readonly Column<VmTemplate>[] = [
  {
    get label() {
      return t().template;
    },
    class: 'w-[40%]',
    cell: (template) => (
      <div class="min-w-0">
        <p class="truncate font-medium text-fg" title={template.name}>
          {template.name}
        </p>
        <p class="truncate text-fg-3 text-xs" title={template.description ?? undefined}>
          {template.description}
        </p>
      </div>
    ),
  },
  {
    get label() {
      return t().hypervisor;
    },
    cell: (template) => <p class="truncate">{template.host}</p>,
  },
  {
    get label() {
      return t().defaults;
    },
    cell: (template) => computeText(template),
  },
  {
    get label() {
      return t().disks;
    },
    class: 'w-32',
    cell: (template) => gbText(template.diskGb),
  },
];

/** What machines can be made from. */
export function TemplateSection() {
  const [editing, setEditing] = createSignal<VmTemplate | null>(null);
  const templates = useLiveQuery(vmQueries.templates);
  return (
    <section class="mt-8">
      <h2 class="font-semibold">{t().templates}</h2>
      <p class="mb-3 text-fg-3">{t().templatesText}</p>
      <Switch
        fallback={
          <RecordList
            label={t().templates}
            columns={COLUMNS}
            rows={templates.data}
            actionsClass="w-32"
            actionsBelow
            actions={(template) => (
              <Button
                size="sm"
                variant="ghost"
                aria-label={t().editOf(template.name)}
                onClick={() => setEditing({ ...template })}
              >
                <EditIcon class="size-3.5" aria-hidden="true" />
                {t().edit}
              </Button>
            )}
          />
        }
      >
        <Match when={templates.isError && !templates.data}>
          <FailurePanel
            title={t().templatesFailed}
            failure={toFailure(templates.error)}
            onRetry={() => void templates.refetch()}
          />
        </Match>
        <Match when={templates.data?.length === 0}>
          <EmptyState title={t().noTemplates} text={t().noTemplatesText(HYPERVISOR_POOLS.templates)} />
        </Match>
      </Switch>
      <Suspense>
        <Show when={editing()}>
          {(template) => <TemplateDialog template={template()} onClose={() => setEditing(null)} />}
        </Show>
      </Suspense>
    </section>
  );
}
