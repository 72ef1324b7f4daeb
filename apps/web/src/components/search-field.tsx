import { createEffect, onCleanup } from 'solid-js';
import SearchIcon from '~icons/lucide/search';
import { cx } from '../lib/cx.ts';
import { useHotkeys } from '../lib/hotkeys.ts';
import { Kbd } from './ui/kbd.tsx';
import { TextInput } from './ui/text-input.tsx';

const SEARCH_DELAY_MS = 200;

interface SearchFieldProps {
  label: string;
  placeholder: string;
  value: string;
  /** After a pause in typing. */
  onSearch(search: string): void;
  class?: string;
  /** Whether `/` leads here; in a dialog it does not. */
  hotkey?: boolean;
  ref?: (input: HTMLInputElement) => void;
}

export function SearchField(props: SearchFieldProps) {
  let input!: HTMLInputElement;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const hotkey = () => props.hotkey !== false;
  useHotkeys({ '/': () => hotkey() && input.select() });

  const onInput = () => {
    clearTimeout(timer);
    // What stands there then: it may have been cleared meanwhile.
    timer = setTimeout(() => props.onSearch(input.value), SEARCH_DELAY_MS);
  };
  // In a form, Enter would send all of it.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    clearTimeout(timer);
    props.onSearch(input.value);
  };
  // Back, reload and Clear change the value behind the field; typing must not be disturbed by it.
  createEffect(() => {
    const { value } = props;
    if (document.activeElement === input) return;
    clearTimeout(timer);
    input.value = value;
  });

  return (
    <search class={cx('relative block w-full', props.class ?? 'md:w-72')}>
      <SearchIcon
        class="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-3.5 text-fg-3"
        aria-hidden="true"
      />
      <TextInput
        ref={(element) => {
          input = element;
          props.ref?.(element);
        }}
        type="search"
        aria-label={props.label}
        aria-keyshortcuts={hotkey() ? '/' : undefined}
        placeholder={props.placeholder}
        class="peer !pl-8"
        onInput={onInput}
        onKeyDown={onKeyDown}
      />
      <span
        class={cx(
          'pointer-events-none absolute inset-y-0 right-2 flex items-center peer-[:not(:placeholder-shown)]:hidden',
          !hotkey() && 'hidden',
        )}
        aria-hidden="true"
      >
        <Kbd>/</Kbd>
      </span>
    </search>
  );
}
