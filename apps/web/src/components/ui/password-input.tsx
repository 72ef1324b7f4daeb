import { type ComponentProps, createSignal, Show, splitProps } from 'solid-js';
import EyeIcon from '~icons/lucide/eye';
import EyeOffIcon from '~icons/lucide/eye-off';
import { cx } from '../../lib/cx.ts';
import { localized } from '../../lib/locale.ts';
import { passwords } from '../../locales/en.ts?passwords';
import { TextInput } from './text-input.tsx';

const t = localized('passwords', passwords);

export function PasswordInput(props: ComponentProps<typeof TextInput> & { revealLabel?: string }) {
  const [own, rest] = splitProps(props, ['class', 'revealLabel']);
  const [shown, setShown] = createSignal(false);
  return (
    <div class="relative">
      <TextInput {...rest} data-secret="" type={shown() ? 'text' : 'password'} class={cx('pr-9', own.class)} />
      <button
        type="button"
        aria-pressed={shown()}
        aria-label={own.revealLabel ?? t().show}
        disabled={rest.disabled}
        class="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-md text-fg-3 hover:text-fg disabled:opacity-50"
        onClick={() => setShown(!shown())}
      >
        <Show when={shown()} fallback={<EyeIcon class="size-3.5" aria-hidden="true" />}>
          <EyeOffIcon class="size-3.5" aria-hidden="true" />
        </Show>
      </button>
    </div>
  );
}
