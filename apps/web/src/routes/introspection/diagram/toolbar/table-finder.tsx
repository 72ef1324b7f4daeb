import { Show } from 'solid-js';
import { TextInput } from '../../../../components/ui/text-input.tsx';
import { wholeNumber } from '../../../../lib/format.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { t } from '../texts.ts';

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
  const foundText = () =>
    props.found === 0 ? t().notFound : t().foundAt(wholeNumber(props.at + 1), wholeNumber(props.found));
  return (
    <search class="flex min-w-0 items-center gap-2">
      <TextInput
        ref={input}
        type="search"
        class="!w-40"
        aria-label={t().find}
        aria-keyshortcuts="/"
        placeholder={t().find}
        value={props.text}
        onInput={(event) => props.onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span role="status" class="whitespace-nowrap text-fg-3 text-xs empty:hidden">
        <Show when={props.text.trim()}>{foundText()}</Show>
      </span>
    </search>
  );
}
