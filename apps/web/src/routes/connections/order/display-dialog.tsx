import { DENSITIES, type Preferences } from '@portolan/contract';
import { For } from 'solid-js';
import { FilterPills } from '../../../components/filter-pills.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Checkbox } from '../../../components/ui/checkbox.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { localized } from '../../../lib/locale.ts';
import { display } from '../../../locales/en.ts?display';
import { COLUMN_IDS, type ColumnId, columnLabel, DEFAULT_COLUMNS } from '../columns.ts';
import type { GroupBy } from '../rows/group-rows.ts';

const t = localized('display', display);
type Density = Preferences['density'];

interface DisplayDialogProps {
  groupBy: GroupBy | undefined;
  density: Density;
  columns: readonly ColumnId[];
  onGroupBy(groupBy: GroupBy | undefined): void;
  onDensity(density: Density): void;
  /** Null for those that the page shows by itself. */
  onColumns(columns: ColumnId[] | null): void;
  onClose(): void;
}

const groups = () =>
  [
    { value: undefined, label: t().groups.none },
    { value: 'environment', label: t().groups.environment },
    { value: 'tag', label: t().groups.tag },
  ] as const;

/** How the list looks. What is chosen holds at once, and for density and columns wherever the person signs in. */
export function DisplayDialog(props: DisplayDialogProps) {
  const turn = (id: ColumnId, isOn: boolean) => {
    const chosen = COLUMN_IDS.filter((other) => (other === id ? isOn : props.columns.includes(other)));
    if (chosen.length > 0) props.onColumns(chosen);
  };
  const isLast = (id: ColumnId) => props.columns.length === 1 && props.columns.includes(id);
  return (
    <Dialog
      title={t().title}
      description={t().text}
      class="max-w-md"
      initialFocus="[aria-pressed=true]"
      onClose={props.onClose}
    >
      <div class="flex flex-col gap-4 overflow-y-auto px-5 py-4">
        <div>
          <p class="pb-1 font-medium text-fg-2 text-xs" aria-hidden="true">
            {t().groupBy}
          </p>
          <FilterPills
            legend={t().groupBy}
            options={groups()}
            value={props.groupBy}
            onChange={(value) => props.onGroupBy(value)}
          />
        </div>
        <div>
          <p class="pb-1 font-medium text-fg-2 text-xs" aria-hidden="true">
            {t().rows}
          </p>
          <FilterPills
            legend={t().rows}
            options={DENSITIES.map((value) => ({ value, label: t().densities[value] }))}
            value={props.density}
            onChange={(value) => value && props.onDensity(value)}
          />
        </div>
        <fieldset>
          <legend class="pb-1 font-medium text-fg-2 text-xs">{t().columns}</legend>
          <div class="-mx-2 grid grid-cols-2">
            <For each={COLUMN_IDS}>
              {(id) => (
                <Checkbox
                  label={columnLabel(id)}
                  checked={props.columns.includes(id)}
                  disabled={isLast(id)}
                  onChange={(isOn) => turn(id, isOn)}
                />
              )}
            </For>
          </div>
          <Button
            size="sm"
            variant="ghost"
            class="-ml-2.5 mt-1"
            disabled={props.columns.join() === DEFAULT_COLUMNS.join()}
            onClick={() => props.onColumns(null)}
          >
            {t().usual}
          </Button>
        </fieldset>
      </div>
    </Dialog>
  );
}
