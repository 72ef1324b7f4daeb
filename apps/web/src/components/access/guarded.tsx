import type { Permission } from '@portolan/contract';
import { type ParentProps, Show, splitProps } from 'solid-js';
import LockIcon from '~icons/lucide/lock';
import { askWhy } from '../../lib/ask-why.ts';
import { cx } from '../../lib/cx.ts';
import { localized } from '../../lib/locale.ts';
import { useCan } from '../../lib/session.tsx';
import { guards } from '../../locales/en.ts?guards';
import { Button, type ButtonProps } from '../ui/button.tsx';
import { MenuItem } from '../ui/menu.tsx';

const t = localized('guards', guards);

interface Guard {
  /** Everything that the action needs; the first that is missing is explained. */
  needs: Permission | readonly Permission[];
}

function useLacking(guard: Guard): () => Permission | undefined {
  const can = useCan();
  return () => [guard.needs].flat().find((permission) => !can(permission));
}

/** A button for who may; for the others it explains why not. */
export function GuardedButton(props: ButtonProps & Guard) {
  const [own, rest] = splitProps(props, ['needs', 'onClick', 'class', 'children']);
  const lacking = useLacking(own);
  const onClick = (event: MouseEvent & { currentTarget: HTMLButtonElement; target: Element }) => {
    const permission = lacking();
    if (permission) askWhy(permission);
    else if (typeof own.onClick === 'function') own.onClick(event);
  };
  return (
    <Button
      {...rest}
      aria-disabled={lacking() ? 'true' : undefined}
      title={lacking() ? t().text : undefined}
      class={cx(own.class, lacking() && 'opacity-60 [&>svg+svg]:hidden')}
      onClick={onClick}
    >
      <Show when={lacking()}>
        <LockIcon class="size-3.5" aria-hidden="true" />
      </Show>
      {own.children}
    </Button>
  );
}

/** The same as an item of a menu. */
export function GuardedItem(props: ParentProps<Guard & { danger?: boolean; onSelect(): void }>) {
  const lacking = useLacking(props);
  const onSelect = () => {
    const permission = lacking();
    if (permission) askWhy(permission);
    else props.onSelect();
  };
  return (
    <MenuItem danger={Boolean(props.danger) && !lacking()} onSelect={onSelect}>
      <span class={cx('flex min-w-0 flex-1 items-center gap-2', lacking() && 'text-fg-3')}>{props.children}</span>
      <Show when={lacking()}>
        <LockIcon class="size-3 shrink-0 text-fg-3" role="img" aria-label={t().label} />
      </Show>
    </MenuItem>
  );
}
