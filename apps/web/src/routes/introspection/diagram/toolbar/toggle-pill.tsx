import { cx } from '../../../../lib/cx.ts';

interface TogglePillProps {
  label: string;
  isOn: boolean;
  onToggle(isOn: boolean): void;
}

/** Something of the picture that is on or off. */
export function TogglePill(props: TogglePillProps) {
  return (
    <button
      type="button"
      aria-pressed={props.isOn}
      onClick={() => props.onToggle(!props.isOn)}
      class={cx(
        'inline-flex h-8 shrink-0 items-center rounded-full border px-3 font-medium max-md:h-10',
        props.isOn ? 'border-accent bg-accent-soft text-accent-fg' : 'border-line text-fg-2 hover:bg-idle-soft',
      )}
    >
      {props.label}
    </button>
  );
}
