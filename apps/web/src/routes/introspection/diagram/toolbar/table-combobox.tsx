import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js';
import { TextInput } from '../../../../components/ui/text-input.tsx';
import { wholeNumber } from '../../../../lib/format.ts';
import { findTables } from '../graph/find-tables.ts';
import { t } from '../texts.ts';

export interface TableName {
  schema: string;
  name: string;
}

interface TableComboboxProps {
  /** All there are; empty until they are known. */
  tables: readonly TableName[];
  chosen: TableName | null;
  /** Before the first letter is typed, so that the names can be fetched. */
  onOpen(): void;
  /** Nothing for the whole schema. */
  onChoose(table: TableName | null): void;
}

const MOST = 50;

/** One table out of however many there are; what is typed narrows the list. */
export function TableCombobox(props: TableComboboxProps) {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  const [text, setText] = createSignal<string>();
  const [active, setActive] = createSignal(0);
  let input!: HTMLInputElement;
  const label = () => (props.chosen ? props.chosen.name : '');
  const found = createMemo(() => {
    const typed = text()?.trim() ?? '';
    return typed ? findTables(props.tables, typed) : props.tables;
  });
  const options = createMemo<(TableName | null)[]>(() => [
    ...(props.chosen && !text() ? [null] : []),
    ...found().slice(0, MOST),
  ]);
  const open = () => {
    props.onOpen();
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setText(undefined);
    input.value = label();
  };
  const choose = (table: TableName | null | undefined) => {
    if (table === undefined) return;
    props.onChoose(table);
    close();
  };
  const step = (by: number) => {
    if (!isOpen()) return open();
    setActive((now) => Math.min(options().length - 1, Math.max(0, now + by)));
    document.getElementById(`${id}-${active()}`)?.scrollIntoView({ block: 'nearest' });
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    PageDown: () => step(8),
    PageUp: () => step(-8),
    Enter: () => isOpen() && choose(text() === '' ? null : options()[active()]),
    Escape: close,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act || (event.key === 'Escape' && !isOpen())) return;
    event.preventDefault();
    act();
  };
  const onInput = (value: string) => {
    setText(value);
    setActive(0);
    open();
  };
  return (
    <div class="relative w-48 max-w-full">
      <TextInput
        ref={input}
        role="combobox"
        aria-label={t().around}
        aria-expanded={isOpen()}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen() && options().length > 0 ? `${id}-${active()}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder={t().around}
        value={label()}
        onFocus={() => {
          props.onOpen();
          input.select();
        }}
        onClick={open}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <div
        class="absolute top-full left-0 z-30 mt-1 w-80 max-w-[calc(100vw-2rem)] overflow-hidden rounded-lg border border-line bg-raised shadow-pop"
        classList={{ hidden: !isOpen() }}
      >
        <div role="listbox" id={`${id}-list`} aria-label={t().tables} class="max-h-72 overflow-y-auto p-1">
          <For each={isOpen() ? options() : []}>
            {(table, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the focus and handles the keys of all options
              <div
                role="option"
                tabIndex={-1}
                id={`${id}-${index()}`}
                aria-selected={active() === index()}
                onPointerMove={() => setActive(index())}
                // The field would lose the focus, and the list with it, before the click.
                onPointerDown={(event) => event.preventDefault()}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(table)}
                class="flex min-h-8 items-center gap-3 rounded-md px-2 aria-selected:bg-accent-soft aria-selected:text-accent-fg max-md:min-h-11"
              >
                <span class="min-w-0 flex-1 truncate">{table ? table.name : t().wholeSchema}</span>
                <span class="min-w-0 max-w-32 truncate text-fg-3 text-xs">{table?.schema}</span>
              </div>
            )}
          </For>
        </div>
        <p role="status" class="border-line border-t px-3 py-1.5 text-fg-3 text-xs empty:hidden">
          <Show when={isOpen()}>{foundText(found().length)}</Show>
        </p>
      </div>
    </div>
  );
}

function foundText(count: number): string {
  if (count === 0) return t().noneNamed;
  return count > MOST ? t().firstOf(wholeNumber(MOST), wholeNumber(count)) : '';
}
