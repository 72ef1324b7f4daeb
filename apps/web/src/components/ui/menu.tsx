import { createComponent, createSignal, type JSX, onMount, type ParentProps, Show } from 'solid-js';
import { loadPart } from '../../lib/load-part.ts';
import { tellUnopened } from '../tell-unopened.ts';
import type { MenuAtProps, MenuChoiceProps, MenuPlacement } from './menu-parts.tsx';

type Parts = typeof import('./menu-parts.tsx');

const [loaded, setLoaded] = createSignal<Parts>();

const OPENING = new Set(['Enter', ' ', 'ArrowDown', 'ArrowUp']);

async function load(): Promise<void> {
  if (loaded()) return;
  const parts = await loadPart(() => import('./menu-parts.tsx'));
  setLoaded(() => parts);
}

type MenuProps = ParentProps<{
  trigger: JSX.Element;
  triggerClass: string;
  label?: string;
  placement?: MenuPlacement;
}>;

/** A button with a menu, whose code comes when a pointer or the focus is on its way there. */
export function Menu(props: MenuProps) {
  const [hasMenu, setHasMenu] = createSignal(false);
  /** How the button was pressed before it had its menu. */
  let missed: PointerEvent | undefined;
  let button!: HTMLButtonElement;

  const prepare = async () => {
    await load();
    setHasMenu(true);
  };
  const open = (again: Event[]) => {
    missed = undefined;
    prepare().then(() => {
      for (const event of again) button.dispatchEvent(event);
    }, tellUnopened);
  };
  const onPointerDown = (event: PointerEvent) => {
    missed = hasMenu() ? undefined : event;
    if (missed && event.pointerType !== 'touch' && event.button === 0) open([pressed(event)]);
  };
  // A finger opens a menu when it is lifted where it was put down.
  const onClick = (event: MouseEvent) => {
    if (missed?.pointerType === 'touch') open([pressed(missed), new MouseEvent('click', event)]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (hasMenu() || !OPENING.has(event.key)) return;
    event.preventDefault();
    open([new KeyboardEvent('keydown', event)]);
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        class={props.triggerClass}
        aria-label={props.label}
        aria-haspopup="true"
        aria-expanded="false"
        on:pointerenter={() => void prepare().catch(() => undefined)}
        on:focus={() => void prepare().catch(() => undefined)}
        on:pointerdown={onPointerDown}
        on:click={onClick}
        on:keydown={onKeyDown}
      >
        {props.trigger}
      </button>
      <Show when={hasMenu() && loaded()}>
        {(parts) =>
          createComponent(parts().MenuOfButton, {
            button,
            get placement() {
              return props.placement;
            },
            get children() {
              return props.children;
            },
          })
        }
      </Show>
    </>
  );
}

/** A menu that is open as long as it is mounted: one for a list, in place of one for each row. */
export function MenuAt(props: MenuAtProps) {
  onMount(() =>
    load().catch((error: unknown) => {
      tellUnopened(error);
      props.onClose();
    }),
  );
  return <Show when={loaded()}>{(parts) => createComponent(parts().MenuAt, props)}</Show>;
}

/** The same press once more, for the menu that has come meanwhile. */
function pressed({ pointerType }: PointerEvent): PointerEvent {
  return new PointerEvent('pointerdown', { bubbles: true, pointerType, button: 0 });
}

/** What stands in a menu is drawn when it opens: its parts are there by then. */
function parts(): Parts {
  const there = loaded();
  if (!there) throw new Error('A menu is open without its parts');
  return there;
}

export const MenuItem: Parts['MenuItem'] = (props) => createComponent(parts().MenuItem, props);

export const MenuSeparator: Parts['MenuSeparator'] = () => createComponent(parts().MenuSeparator, {});

export function MenuChoice<T>(props: MenuChoiceProps<T>) {
  return createComponent(parts().MenuChoice<T>, props);
}

/** Why an action is missing, said to whoever looks for it. */
export function MenuNote(props: ParentProps) {
  return <div class="max-w-56 px-2 py-1 text-2xs text-fg-3">{props.children}</div>;
}
