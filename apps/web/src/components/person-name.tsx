import { Show } from 'solid-js';
import { personName } from '../lib/format.ts';
import { initials } from '../lib/initials.ts';
import { localized } from '../lib/locale.ts';
import { persons } from '../locales/en.ts?persons';

const t = localized('persons', persons);

interface Person {
  email: string;
  firstName: string | null;
  lastName: string | null;
}

/** Initials, name and address of somebody. */
export function PersonName(props: { person: Person; isMe?: boolean }) {
  const name = () => personName(props.person);
  return (
    <div class="flex min-w-0 items-center gap-3">
      <span
        class="grid size-7 shrink-0 place-items-center rounded-full bg-idle-soft font-medium text-2xs text-fg-2"
        aria-hidden="true"
      >
        {initials(name())}
      </span>
      <div class="min-w-0">
        <p class="flex items-center gap-1.5 font-medium text-fg" title={name()}>
          <span class="truncate">{name()}</span>
          <Show when={props.isMe}>
            <span class="shrink-0 font-normal text-fg-3 text-xs">{t().you}</span>
          </Show>
        </p>
        <Show when={name() !== props.person.email}>
          <p class="truncate text-fg-3 text-xs" title={props.person.email}>
            {props.person.email}
          </p>
        </Show>
      </div>
    </div>
  );
}
