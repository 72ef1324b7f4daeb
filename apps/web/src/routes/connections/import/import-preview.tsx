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

const ACTIONS: Record<ImportAction, { label: string; tone: Tone; icon: Icon }> = {
  created: { label: 'Created', tone: 'ok', icon: CreatedIcon },
  changed: { label: 'Changed', tone: 'accent', icon: ChangedIcon },
  unchanged: { label: 'As it is', tone: 'idle', icon: UnchangedIcon },
  refused: { label: 'Refused', tone: 'bad', icon: RefusedIcon },
};

const TEXT = {
  legend: 'Show rows',
  all: 'All',
  list: 'What the import would do',
  line: (line: number) => `Row ${line}`,
  nameless: 'Without a name',
  more: (count: number) => `Show ${count} more`,
  none: 'There is no connection in this text.',
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
    { value: undefined, label: TEXT.all, count: props.result.rows.length },
    ...(Object.keys(ACTIONS) as ImportAction[])
      .filter((one) => counts()(one) > 0)
      .map((one) => ({ value: one, label: ACTIONS[one].label, count: counts()(one) })),
  ];
  return (
    <Show when={props.result.rows.length > 0} fallback={<p class="text-fg-3">{TEXT.none}</p>}>
      <div class="flex flex-col gap-2">
        <FilterPills
          legend={TEXT.legend}
          options={options()}
          value={action()}
          onChange={(value) => {
            setAction(value);
            setMost(SHOWN);
          }}
        />
        <ul aria-label={TEXT.list} class="divide-y divide-line rounded-md border border-line">
          <For each={rows().slice(0, most())}>{(row) => <PreviewRow row={row} />}</For>
        </ul>
        <Show when={left() > 0}>
          <Button size="sm" variant="ghost" class="self-start" onClick={() => setMost(most() + SHOWN)}>
            {TEXT.more(left())}
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
        <p class="break-words font-medium">{props.row.name || TEXT.nameless}</p>
        <p class="text-2xs text-fg-3 tabular-nums">{TEXT.line(props.row.line)}</p>
        <Show when={props.row.reason}>
          {(reason) => (
            <p class={cx('break-words text-xs', props.row.action === 'refused' ? 'text-bad' : 'text-fg-2')}>
              {reason()}
            </p>
          )}
        </Show>
      </div>
      <Chip tone={told().tone} icon={told().icon} class="shrink-0">
        {told().label}
      </Chip>
    </li>
  );
}
