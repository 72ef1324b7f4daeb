import { createSignal, createUniqueId, For, Show } from 'solid-js';
import RemoveIcon from '~icons/lucide/x';
import { Field } from '../../../components/ui/field.tsx';
import { t } from './tags-input-texts.ts';
import { tagFault, tagsIn, withTags } from './tags-text.ts';

interface TagsInputProps {
  label: string;
  tags: readonly string[];
  /** Those that others have, to choose from. */
  known: readonly string[];
  error?: string | undefined;
  onChange(tags: string[]): void;
}

/** Tags as they are typed: a blank, a comma or Enter ends one, Backspace takes the last away. */
export function TagsInput(props: TagsInputProps) {
  const list = createUniqueId();
  const [fault, setFault] = createSignal<string>();
  let input!: HTMLInputElement;

  const take = () => {
    const found = tagsIn(input.value);
    if (found.length === 0) return true;
    const tags = withTags(props.tags, found);
    const wrong = tagFault(tags);
    setFault(wrong);
    if (wrong) return false;
    props.onChange(tags);
    input.value = '';
    return true;
  };
  const remove = (tag: string) => {
    props.onChange(props.tags.filter((other) => other !== tag));
    setFault(undefined);
    input.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && input.value === '' && props.tags.length > 0) {
      props.onChange(props.tags.slice(0, -1));
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      // In a form, Enter would send all of it.
      event.preventDefault();
      take();
    }
  };
  const onInput = () => {
    setFault(undefined);
    // A separator ends what stands before it.
    if (/[\s,;]/.test(input.value.replace(/^[\s,;]+/, ''))) take();
  };
  return (
    <Field label={props.label} error={fault() ?? props.error} hint={t().hint}>
      {(control) => (
        <div class="field-box flex min-h-8 flex-wrap items-center gap-1 !px-1.5 py-1 focus-within:outline-2 focus-within:outline-accent max-md:min-h-10">
          <For each={props.tags}>
            {(tag) => (
              <span class="inline-flex max-w-full items-center rounded bg-idle-soft pl-1.5 font-mono text-2xs text-fg-2">
                <span class="truncate">{tag}</span>
                <button
                  type="button"
                  class="grid size-6 shrink-0 place-items-center rounded hover:text-fg"
                  aria-label={t().remove(tag)}
                  onClick={() => remove(tag)}
                >
                  <RemoveIcon class="size-3" aria-hidden="true" />
                </button>
              </span>
            )}
          </For>
          <input
            {...control}
            ref={input}
            name="tags"
            list={list}
            autocomplete="off"
            spellcheck={false}
            class="min-w-24 flex-1 bg-transparent px-1 font-mono text-xs outline-none max-md:text-base"
            onInput={onInput}
            onKeyDown={onKeyDown}
            onBlur={take}
          />
          <datalist id={list}>
            <For each={props.known.filter((tag) => !props.tags.includes(tag))}>{(tag) => <option value={tag} />}</For>
          </datalist>
          <Show when={props.tags.length > 0}>
            <span class="sr-only">{t().count(props.tags.length)}</span>
          </Show>
        </div>
      )}
    </Field>
  );
}
