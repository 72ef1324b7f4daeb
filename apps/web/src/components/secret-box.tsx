import { Show } from 'solid-js';
import { CopyButton } from './copy-button.tsx';

const box = 'field-box font-mono text-xs !bg-sunken';

/** A text to be taken along: selected as soon as it has the focus, copied by the button. */
export function SecretBox(props: {
  text: string;
  label: string;
  copyLabel: string;
  lines?: number;
  /** Told of each copy, by the button or by hand. */
  onCopied?: () => void;
}) {
  const select = (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => event.currentTarget.select();
  return (
    <div class="flex flex-col gap-2">
      <Show
        when={props.lines}
        fallback={
          <input
            readonly
            aria-label={props.label}
            value={props.text}
            onFocus={select}
            onCopy={() => props.onCopied?.()}
            class={`${box} h-9 max-md:h-11`}
          />
        }
      >
        {(lines) => (
          <textarea
            readonly
            aria-label={props.label}
            rows={lines()}
            onFocus={select}
            class={`${box} resize-none py-2 leading-5`}
            value={props.text}
          />
        )}
      </Show>
      <div>
        <CopyButton text={props.text} label={props.copyLabel} onCopied={props.onCopied} />
      </div>
    </div>
  );
}
