import { createUniqueId, For, onMount, Show } from 'solid-js';
import PeopleIcon from '~icons/lucide/users';
import { localized } from '../lib/locale.ts';
import { sentence } from '../lib/sentence.ts';
import type { Conflict, Side } from '../lib/use-conflicts.ts';
import { conflicts } from '../locales/en.ts?conflicts';

const t = localized('conflicts', conflicts);

interface ConflictPanelProps {
  /** Who changed what, as the server says it. */
  message: string;
  conflicts: readonly Conflict[];
  onChoose(name: string, side: Side): void;
}

/** Somebody else saved first: nothing was saved, and what differs is chosen field by field, in the form itself. */
export function ConflictPanel(props: ConflictPanelProps) {
  const id = createUniqueId();
  let root!: HTMLElement;
  onMount(() => root.focus());
  return (
    <section
      ref={root}
      tabindex={-1}
      aria-labelledby={id}
      class="shrink-0 rounded-lg border border-warn/40 bg-warn-soft px-3 py-2.5 outline-none"
    >
      <h3 id={id} class="flex gap-2 font-medium text-warn">
        <PeopleIcon class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
        <span class="min-w-0 break-words">{sentence(props.message)}</span>
      </h3>
      <p class="mt-1 text-fg-2 text-xs leading-4">
        {props.conflicts.some(({ mine }) => mine !== null) ? t().choose : t().again}
      </p>
      <For each={props.conflicts}>
        {(conflict) => (
          <fieldset class="mt-2.5 min-w-0">
            <legend class="pb-1 text-fg-2 text-xs">
              <span class="font-medium">{conflict.label}</span>
              <Show when={conflict.by}>
                <span class="break-words"> · {conflict.by}</span>
              </Show>
            </legend>
            <Show when={conflict.mine !== null} fallback={<p class="text-xs">{conflict.theirs}</p>}>
              <div class="grid gap-1.5 md:grid-cols-2">
                <Choice conflict={conflict} side="theirs" label={t().theirs} onChoose={props.onChoose} />
                <Choice conflict={conflict} side="mine" label={t().mine} onChoose={props.onChoose} />
              </div>
            </Show>
          </fieldset>
        )}
      </For>
    </section>
  );
}

interface ChoiceProps {
  conflict: Conflict;
  side: Side;
  label: string;
  onChoose(name: string, side: Side): void;
}

function Choice(props: ChoiceProps) {
  return (
    <label class="flex min-w-0 cursor-pointer items-start gap-2 rounded-md border border-line-strong/60 bg-raised px-2 py-1.5 text-xs has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-accent max-md:py-2.5">
      <input
        type="radio"
        name={`conflict-${props.conflict.name}`}
        class="mt-0.5 shrink-0 accent-accent"
        checked={props.conflict.side === props.side}
        onChange={() => props.onChoose(props.conflict.name, props.side)}
      />
      <span class="min-w-0">
        {props.label}
        <span class="break-words font-mono">{props.conflict[props.side] || t().empty}</span>
      </span>
    </label>
  );
}
