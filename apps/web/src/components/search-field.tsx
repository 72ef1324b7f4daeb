import { createEffect, on, onCleanup } from 'solid-js';
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

  const search = () => {
    clearTimeout(timer);
    timer = undefined;
    // What stands there now: it may have been cleared meanwhile.
    props.onSearch(input.value);
  };
  const onInput = () => {
    clearTimeout(timer);
    timer = setTimeout(search, SEARCH_DELAY_MS);
  };
  // Who goes on to the next field at once has searched too.
  const onBlur = () => timer && search();
  // In a form, Enter would send all of it.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    search();
  };
  // Back, reload and Clear change the value behind the field; typing must not be disturbed by it.
  createEffect(
    on(
      () => props.value,
      (value) => {
        if (document.activeElement !== input) input.value = value;
      },
    ),
  );

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
        class="peer !pl-8 text-ellipsis placeholder-shown:!pr-8"
        onInput={onInput}
        onBlur={onBlur}
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
