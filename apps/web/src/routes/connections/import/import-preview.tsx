import type { ImportAction, ImportResult, ImportRow } from '@portolan/contract';
import { createMemo, createSignal, For, Show } from 'solid-js';
import RefusedIcon from '~icons/lucide/circle-x';
import UnchangedIcon from '~icons/lucide/equal';
import ChangedIcon from '~icons/lucide/pencil';
import CreatedIcon from '~icons/lucide/plus';
import { FilterPills } from '../../../components/filter-pills.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Chip, type Icon, type Tone } from '../../../components/ui/chip.tsx';
import { cx } from '../../../lib/cx.ts';
import { wholeNumber } from '../../../lib/format.ts';
import { fieldTexts, t } from './texts.ts';

const ACTIONS: Record<ImportAction, { tone: Tone; icon: Icon }> = {
  created: { tone: 'ok', icon: CreatedIcon },
  changed: { tone: 'accent', icon: ChangedIcon },
  unchanged: { tone: 'idle', icon: UnchangedIcon },
  refused: { tone: 'bad', icon: RefusedIcon },
};

/** Rows at a time: a thousand are looked through by their kinds, not scrolled. */
const SHOWN = 100;

/** What becomes of each row, and why. */
export function ImportPreview(props: { result: ImportResult }) {
  const [action, setAction] = createSignal<ImportAction>();
  const [most, setMost] = createSignal(SHOWN);
  const counts = createMemo(() => {
    const rows = Map.groupBy(props.result.rows, (row) => row.action);
    return (one: ImportAction) => rows.get(one)?.length ?? 0;
  });
  const rows = createMemo(() => props.result.rows.filter((row) => !action() || row.action === action()));
  const left = () => Math.min(SHOWN, rows().length - most());
  const options = () => [
    { value: undefined, label: t().all, count: props.result.rows.length },
    ...(Object.keys(ACTIONS) as ImportAction[])
      .filter((one) => counts()(one) > 0)
      .map((one) => ({ value: one, label: t().actions[one], count: counts()(one) })),
  ];
  return (
    <Show when={props.result.rows.length > 0} fallback={<p class="text-fg-3">{t().none}</p>}>
      <div class="flex flex-col gap-2">
        <FilterPills
          legend={t().show}
          options={options()}
          value={action()}
          onChange={(value) => {
            setAction(value);
            setMost(SHOWN);
          }}
        />
        <ul aria-label={t().list} class="divide-y divide-line rounded-md border border-line">
          <For each={rows().slice(0, most())}>{(row) => <PreviewRow row={row} />}</For>
        </ul>
        <Show when={left() > 0}>
          <Button size="sm" variant="ghost" class="self-start" onClick={() => setMost(most() + SHOWN)}>
            {t().more(wholeNumber(left()))}
          </Button>
        </Show>
      </div>
    </Show>
  );
}

function PreviewRow(props: { row: ImportRow }) {
  const told = () => ACTIONS[props.row.action];
  return (
    <li class="flex items-start gap-3 px-3 py-2">
      <div class="min-w-0 flex-1">
        <p class="break-words font-medium">{props.row.name || t().nameless}</p>
        <p class="text-2xs text-fg-3 tabular-nums">{t().row(wholeNumber(props.row.line))}</p>
        <Show when={props.row.changes}>
          {(names) => (
            <p class="break-words text-fg-2 text-xs">{t().changes(names().map(fieldTexts().field).join(', '))}</p>
          )}
        </Show>
        <Show when={props.row.reason}>
          {(reason) => (
            <p class={cx('break-words text-xs', props.row.action === 'refused' ? 'text-bad' : 'text-fg-2')}>
              {reason()}
            </p>
          )}
        </Show>
      </div>
      <Chip tone={told().tone} icon={told().icon} class="shrink-0">
        {t().actions[props.row.action]}
      </Chip>
    </li>
  );
}
