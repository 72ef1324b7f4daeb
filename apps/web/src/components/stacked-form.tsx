import type { JSX } from 'solid-js';
import { cx } from '../lib/cx.ts';

interface StackedFormProps {
  /** The id of its heading, where the page has others. */
  labelledBy?: string;
  class?: string;
  /** Gets the form itself, for the focus of what is wrong. */
  onSubmit(root: HTMLElement): void;
  children: JSX.Element;
}

/** A form of one column on a page of its own, checked by the page and not by the browser. */
export function StackedForm(props: StackedFormProps) {
  return (
    <form
      noValidate
      aria-labelledby={props.labelledBy}
      class={cx('flex flex-col gap-4', props.class)}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit(event.currentTarget);
      }}
    >
      {props.children}
    </form>
  );
}
