import { For } from 'solid-js';
import ExportIcon from '~icons/lucide/download';
import { Menu, MenuItem, MenuSeparator } from '../../../../components/ui/menu.tsx';
import { t } from '../texts.ts';

export const FORMATS = ['SVG', 'PNG', 'Mermaid', 'DBML'] as const;
export type Format = (typeof FORMATS)[number];

/** What is in sight or all of it, in any form. */
export function ExportMenu(props: { onExport(format: Format, isView: boolean): void }) {
  return (
    <Menu
      triggerClass="inline-flex h-8 items-center gap-1.5 rounded-md border border-line bg-surface px-3 font-medium hover:bg-sunken max-md:h-10 dark:bg-raised dark:hover:bg-idle-soft"
      trigger={
        <>
          <ExportIcon class="size-3.5" aria-hidden="true" />
          {t().export}
        </>
      }
    >
      <For each={FORMATS}>
        {(format) => <MenuItem onSelect={() => props.onExport(format, true)}>{t().viewAs(format)}</MenuItem>}
      </For>
      <MenuSeparator />
      <For each={FORMATS}>
        {(format) => <MenuItem onSelect={() => props.onExport(format, false)}>{t().wholeAs(format)}</MenuItem>}
      </For>
    </Menu>
  );
}
