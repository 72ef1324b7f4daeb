import { type ComponentProps, type JSX, onMount } from 'solid-js';
import type { Form } from '../lib/form.ts';
import { Field } from './ui/field.tsx';
import { TextInput } from './ui/text-input.tsx';

type InputProps = Pick<
  ComponentProps<'input'>,
  'type' | 'autocomplete' | 'autofocus' | 'placeholder' | 'inputmode' | 'maxlength' | 'disabled'
>;

interface TextFieldProps<V extends object> extends InputProps {
  form: Form<V>;
  /** A value of the form that is a text. */
  name: { [K in keyof V]: V[K] extends string ? K : never }[keyof V] & string;
  label: string;
  required?: boolean;
  hint?: JSX.Element;
  warning?: string | undefined;
  mono?: boolean;
  class?: string;
  /** In place of writing the text to its own name alone. */
  onInput?(value: string): void;
  onPaste?(event: ClipboardEvent): void;
}

/** A line of text of a form, with its label, its hint and what is wrong with it. */
export function TextField<V extends object>(props: TextFieldProps<V>) {
  let input!: HTMLInputElement;
  // A browser heeds the attribute once a document only, and this may not be the first page.
  onMount(() => props.autofocus && queueMicrotask(() => input.focus()));
  const write = (value: string) => {
    if (props.onInput) props.onInput(value);
    else props.form.edit({ [props.name]: value } as Partial<V>);
  };
  return (
    <Field
      label={props.label}
      required={props.required}
      error={props.form.errors[props.name]}
      warning={props.warning}
      hint={props.hint}
      class={props.class}
    >
      {(control) => (
        <TextInput
          {...control}
          name={props.name}
          type={props.type}
          mono={props.mono}
          placeholder={props.placeholder}
          autocomplete={props.autocomplete ?? 'off'}
          ref={input}
          disabled={props.disabled}
          inputmode={props.inputmode}
          maxlength={props.maxlength}
          value={props.form.values[props.name] as string}
          onInput={(event) => write(event.currentTarget.value)}
          onPaste={(event) => props.onPaste?.(event)}
          onBlur={() => props.form.dirty() && props.form.blur(props.name)}
        />
      )}
    </Field>
  );
}
