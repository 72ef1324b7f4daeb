import type { JSX } from 'solid-js';
import { Field } from '../../../components/ui/field.tsx';
import { TextInput } from '../../../components/ui/text-input.tsx';
import type { Form } from '../../../lib/form.ts';
import type { ConnectionDraft } from './draft.ts';

export type ConnectionForm = Form<ConnectionDraft>;
type TextName = { [K in keyof ConnectionDraft]: ConnectionDraft[K] extends string ? K : never }[keyof ConnectionDraft];

interface FormTextProps {
  form: ConnectionForm;
  name: TextName;
  label: string;
  required?: boolean;
  hint?: JSX.Element;
  warning?: string | undefined;
  placeholder?: string;
  mono?: boolean;
  numeric?: boolean;
  class?: string;
  onInput?(value: string): void;
  onPaste?(event: ClipboardEvent): void;
}

/** A line of text bound to one field of the draft. */
export function FormText(props: FormTextProps) {
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
          mono={props.mono}
          placeholder={props.placeholder}
          inputmode={props.numeric ? 'numeric' : undefined}
          value={props.form.values[props.name]}
          onInput={(event) => {
            const { value } = event.currentTarget;
            if (props.onInput) props.onInput(value);
            else props.form.edit({ [props.name]: value });
          }}
          onPaste={(event) => props.onPaste?.(event)}
          onBlur={() => props.form.blur(props.name)}
        />
      )}
    </Field>
  );
}
