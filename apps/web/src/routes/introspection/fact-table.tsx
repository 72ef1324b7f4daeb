import { For, type ParentProps } from 'solid-js';

export const FACT_CELL = 'px-3 py-1.5 align-top';

/** A plain table of what a schema says; its rows are the children. */
export function FactTable(props: ParentProps<{ label: string; heads: readonly string[] }>) {
  return (
    <table class="w-full min-w-[32rem] border-collapse text-left">
      <caption class="sr-only">{props.label}</caption>
      <thead class="bg-sunken text-fg-3 text-xs">
        <tr>
          <For each={props.heads}>
            {(head) => (
              <th scope="col" class="h-8 px-3 font-medium">
                {head}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  );
}
