import { Show } from 'solid-js';
import { TextInput } from '../../../../components/ui/text-input.tsx';
import { useHotkeys } from '../../../../lib/hotkeys.ts';

interface TableFinderProps {
  text: string;
  /** How many tables match, and which of them is in the middle, 0-based. */
  found: number;
  at: number;
  onText(text: string): void;
  onNext(): void;
}

/** Finds a table in the picture; Enter goes on to the next that matches. */
export function TableFinder(props: TableFinderProps) {
  let input!: HTMLInputElement;
  useHotkeys({ '/': () => input.select() });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') props.onNext();
  };
  return (
    <search class="flex min-w-0 items-center gap-2">
      <TextInput
        ref={input}
        type="search"
        class="!w-40"
        aria-label="Find a table"
        aria-keyshortcuts="/"
        placeholder="Find a table"
        value={props.text}
        onInput={(event) => props.onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span role="status" class="whitespace-nowrap text-fg-3 text-xs empty:hidden">
        <Show when={props.text.trim()}>{props.found === 0 ? 'None' : `${props.at + 1} of ${props.found}`}</Show>
      </span>
    </search>
  );
}
