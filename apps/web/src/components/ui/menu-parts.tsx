import { DropdownMenu } from '@kobalte/core/dropdown-menu';
import { createContext, For, type JSX, type ParentProps, Show, useContext } from 'solid-js';
import { spread } from 'solid-js/web';
import CheckIcon from '~icons/lucide/check';
import { cx } from '../../lib/cx.ts';

// What a menu is made of: half of a page's code, and fetched when somebody reaches for the first one.

export type MenuPlacement = 'bottom-start' | 'bottom-end' | 'top-start';

const itemClass =
  'flex min-h-8 items-center gap-2 rounded-md px-2 text-fg-2 outline-none data-[highlighted]:bg-accent-soft data-[highlighted]:text-accent-fg max-md:min-h-11';

// Until it is placed, the menu lies in a corner of the page: a quick click there would choose what nobody saw.
const UNSEEN = '[[data-popper-positioner]:not([style*=translate3d])_&]:!pointer-events-none';

const contentClass = `${UNSEEN} anim-pop z-50 max-h-[70dvh] min-w-[max(11rem,var(--kb-popper-anchor-width))] max-w-80 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-pop outline-none`;

/** Takes what an item does, to be done when the menu is gone. */
const AfterClose = createContext<(action: () => void) => void>((action) => action());

/** The menu of a button that is on the page already. Not modal: the page behind stays readable for assistive technology. */
export function MenuOfButton(props: ParentProps<{ button: HTMLButtonElement; placement?: MenuPlacement | undefined }>) {
  let chosen: (() => void) | undefined;
  // Only after the menu gave the focus back to its button can a dialog remember that button.
  const runChosen = () => {
    if (chosen) setTimeout(chosen);
    chosen = undefined;
  };
  const adopt = (trigger: object) => {
    spread(props.button, trigger, false, true);
    return null;
  };
  return (
    <DropdownMenu modal={false} placement={props.placement ?? 'bottom-end'} gutter={4}>
      <DropdownMenu.Trigger as={adopt} />
      <DropdownMenu.Portal mount={document.getElementById('main') ?? document.body}>
        <DropdownMenu.Content onCloseAutoFocus={runChosen} class={contentClass}>
          <AfterClose.Provider value={(action) => (chosen = action)}>{props.children}</AfterClose.Provider>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}

export type MenuAtProps = ParentProps<{
  label: string;
  /** The button beside which it opens; another press on it closes the menu. */
  opener: HTMLElement;
  /** What has the focus back afterwards. */
  from: HTMLElement;
  onClose(): void;
}>;

/** A menu that is open as long as it is mounted: one for a list, in place of one for each row. */
export function MenuAt(props: MenuAtProps) {
  let chosen: (() => void) | undefined;
  const { opener, from } = props;
  // By keyboard the first item is at hand, as where a button opens its own menu.
  let isToStart = from.matches(':focus-visible');
  const start = ({ currentTarget, target }: FocusEvent) => {
    if (!isToStart || target !== currentTarget) return;
    isToStart = false;
    setTimeout(() => target?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true })));
  };
  const leave = (event: Event) => {
    event.preventDefault();
    from.focus({ preventScroll: true });
    if (chosen) setTimeout(chosen);
  };
  const spareOpener = (event: Event & { target: EventTarget | null }) => {
    if (event.target instanceof Node && opener.contains(event.target)) event.preventDefault();
  };
  return (
    <DropdownMenu
      open
      modal={false}
      placement="bottom-end"
      gutter={4}
      getAnchorRect={() => opener.getBoundingClientRect()}
      onOpenChange={(open) => !open && props.onClose()}
    >
      <DropdownMenu.Portal mount={document.getElementById('main') ?? document.body}>
        <DropdownMenu.Content
          aria-label={props.label}
          onFocusIn={start}
          onCloseAutoFocus={leave}
          onPointerDownOutside={spareOpener}
          onFocusOutside={spareOpener}
          class={contentClass}
        >
          <AfterClose.Provider value={(action) => (chosen = action)}>{props.children}</AfterClose.Provider>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}

export function MenuItem(props: ParentProps<{ danger?: boolean; onSelect(): void }>) {
  const afterClose = useContext(AfterClose);
  return (
    <DropdownMenu.Item
      class={cx(itemClass, props.danger && '!text-bad data-[highlighted]:!bg-bad-soft')}
      onSelect={() => afterClose(() => props.onSelect())}
    >
      {props.children}
    </DropdownMenu.Item>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator class="-mx-1 my-1 border-line" />;
}

export interface MenuChoiceProps<T> {
  label: string;
  options: readonly T[];
  value: string;
  keyOf(option: T): string;
  render(option: T): JSX.Element;
  onChange(option: T): void;
}

/** One of many, with a check mark at the current one. */
export function MenuChoice<T>(props: MenuChoiceProps<T>) {
  const pick = (key: string) => {
    const option = props.options.find((candidate) => props.keyOf(candidate) === key);
    if (option) setTimeout(() => props.onChange(option));
  };
  return (
    <DropdownMenu.Group>
      <DropdownMenu.GroupLabel class="px-2 py-1 font-medium text-2xs text-fg-3">{props.label}</DropdownMenu.GroupLabel>
      <DropdownMenu.RadioGroup value={props.value} onChange={pick}>
        <For each={props.options}>
          {(option) => (
            <DropdownMenu.RadioItem value={props.keyOf(option)} class={itemClass} closeOnSelect>
              <span class="min-w-0 flex-1 truncate">{props.render(option)}</span>
              <Show when={props.keyOf(option) === props.value}>
                <CheckIcon class="size-3.5 shrink-0" aria-hidden="true" />
              </Show>
            </DropdownMenu.RadioItem>
          )}
        </For>
      </DropdownMenu.RadioGroup>
    </DropdownMenu.Group>
  );
}
